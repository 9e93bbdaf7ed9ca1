import { createHash, timingSafeEqual } from 'node:crypto';
import { Refused } from './refused.ts';

/** Who may read, and who may change. */
export interface ControlTokens {
  readonly viewer: string;
  readonly operator: string;
}

export type Role = keyof ControlTokens;

/** Lets a request pass, and says whose it is. @throws {Refused} if its token is none of the two, or not enough for its method */
export type Gatekeeper = (request: { readonly method: string; readonly authorization: string | undefined }) => Role;

/** Tokens are compared by digest: equal lengths, in constant time, and both of them whatever the first comparison said. */
export function gatekeeper(tokens: ControlTokens): Gatekeeper {
  const digests = { viewer: digest(tokens.viewer), operator: digest(tokens.operator) };
  const roleOf = (token: string): Role | undefined => {
    const given = digest(token);
    const [isViewer, isOperator] = [timingSafeEqual(given, digests.viewer), timingSafeEqual(given, digests.operator)];
    return isOperator ? 'operator' : isViewer ? 'viewer' : undefined;
  };
  return ({ method, authorization }) => {
    const role = roleOf(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
    if (!role) throw new Refused('unauthenticated', 'The token is not one of this shop.', 'Send the viewer’s or the operator’s token as Authorization: Bearer.');
    if (role === 'operator' || method === 'GET' || method === 'HEAD') return role;
    throw new Refused('forbidden', 'A viewer may look, and change nothing.', 'Send the operator’s token.');
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
