import type { IncomingHttpHeaders } from 'node:http';
import { CallError, type CallContext } from '@banyan/contracts/define';
import type { Signed } from '@banyan/contracts/wire';
import { headers } from './wire.ts';

const traceparentForm = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}/;

/**
 * The context of an incoming call. Who asks comes from the signature alone, never from a header.
 * @throws {CallError} `contractViolation`, if a header is missing or out of form
 */
export function contextOf(incoming: IncomingHttpHeaders, { principal, caller, destination }: Signed): CallContext {
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
  };
}

function wholeNumber(incoming: IncomingHttpHeaders, name: string, destination: string): number {
  const text = incoming[name];
  const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw illFormed(destination, name, 'a whole number');
  return value;
}

function illFormed(destination: string, name: string, form: string): CallError {
  return new CallError('contractViolation', destination, `The call of ${destination} needs the header '${name}' with ${form}.`, {
    executed: 'no',
  });
}
