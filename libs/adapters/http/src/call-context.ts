import type { IncomingHttpHeaders } from 'node:http';
import type { CallContext, CallError, RouteOverride } from '@banyan/contracts/define';
import { refusal, type Signed } from '@banyan/contracts/wire';
import { headers } from './wire.ts';

const traceparentForm = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}/;

/**
 * The context of an incoming call. Who asks, and whether it is for comparison only, comes from the signature alone, never from a header.
 * @param overrideOf reads the token of an override; undefined if it does not hold
 * @throws {CallError} `contractViolation`, if a header is missing or out of form
 */
export function contextOf(incoming: IncomingHttpHeaders, { principal, caller, destination, shadow }: Signed, overrideOf: (token: string) => RouteOverride | undefined): CallContext {
  const { traceparent } = incoming;
  if (typeof traceparent !== 'string' || !traceparentForm.test(traceparent)) {
    throw illFormed(destination, 'traceparent', 'a W3C trace context');
  }
  return {
    principal,
    caller,
    traceparent,
    deadline: wholeNumber(incoming, headers.deadline, destination),
    routeVersion: wholeNumber(incoming, headers.routeVersion, destination),
    ...routingOf(incoming, overrideOf),
    ...(shadow ? { shadow } : {}),
  };
}

function routingOf(incoming: IncomingHttpHeaders, overrideOf: (token: string) => RouteOverride | undefined): Pick<CallContext, 'visitor' | 'override'> {
  const visitor = incoming[headers.visitor];
  const token = incoming[headers.override];
  const override = typeof token === 'string' ? overrideOf(token) : undefined;
  return { ...(typeof visitor === 'string' ? { visitor: decoded(visitor) } : {}), ...(override ? { override } : {}) };
}

/** A text that is not percent-encoded, as some other host may send it, stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function wholeNumber(incoming: IncomingHttpHeaders, name: string, destination: string): number {
  const text = incoming[name];
  const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw illFormed(destination, name, 'a whole number');
  return value;
}

function illFormed(destination: string, name: string, form: string): CallError {
  return refusal('contractViolation', destination, `The call of ${destination} needs the header '${name}' with ${form}.`);
}
