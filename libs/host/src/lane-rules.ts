import type { Contract, DeferredCall } from '@banyan/contracts/define';
import { operationsOf } from '@banyan/strangler';
import { loggedError } from './telemetry/logged-error.ts';
import { redactedText } from './telemetry/redaction.ts';

/** Milliseconds that a handler gets beyond its operation's timeout: its own calls have ended by then, and it had the time to say so. */
const GRACE = 5_000;
/** Characters of a message that are kept with a parked lane. */
const LONGEST = 500;

/** How long the handlers of a module's deferred calls may run, in milliseconds. */
export function allowedMsOf(contract: Contract): (call: DeferredCall) => number {
  const timeouts = new Map(operationsOf(contract).map(({ address, operation }) => [address, operation.timeout]));
  return ({ destination }) => (timeouts.get(destination) ?? 0) + GRACE;
}

/** What of an error is kept with a parked lane: its message, as far as it would be logged. */
export function keptOf(error: unknown): string {
  const text = redactedText(loggedError(error).message);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
