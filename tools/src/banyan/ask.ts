/** Milliseconds for an answer. */
const PATIENCE = 30_000;

/** Nobody answers, or somebody else does. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Ask {
  readonly method: string;
  readonly url: string;
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Asks over HTTP, JSON both ways. @param who as people call it @throws {Unreachable} if no JSON comes back */
export async function ask(who: string, { method, url, token, headers, body }: Ask): Promise<Reply> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  let text: string;
  let response: Response;
  try {
    response = await fetch(url, { method, headers: { authorization: `Bearer ${token}`, ...type, ...headers }, redirect: 'error', signal: AbortSignal.timeout(PATIENCE), ...sent });
    text = await response.text();
  } catch (cause) {
    throw new Unreachable(`${who} does not answer at ${new URL(url).origin}. Does the shop run, and is this its address?`, { cause });
  }
  try {
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  } catch (cause) {
    throw new Unreachable(`What answers at ${new URL(url).origin} is not ${who.toLowerCase()}. Look at the address.`, { cause });
  }
}
