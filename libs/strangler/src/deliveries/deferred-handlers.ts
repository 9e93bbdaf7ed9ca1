import { CallError, codecOf, keyOfLane, type CallContext, type Contract, type DeferredCall, type Operation, type Turn } from '@banyan/contracts/define';
import type { Ambient } from '../ambient.ts';
import { entered } from '../calls/entered.ts';
import { observed } from '../calls/observed.ts';
import { traced } from '../calls/traced.ts';
import type { LocalModule } from '../local-module.ts';
import type { Observe } from '../observe/observation.ts';
import type { Spans } from '../observe/spans.ts';
import { operationsOf } from '../operations-of.ts';

/**
 * Executes one deferred call in its turn; a rejection means that it was not.
 * @throws {CallError} `contractViolation` or `unknownOperation` of the operation itself, not executed, if this release can never execute it
 */
export type HandleDeferred = (call: DeferredCall, turn: Turn) => Promise<void>;

export interface DeferredHandlerOptions {
  readonly ambient: Ambient;
  /** The host's name, for the calls that the handlers make. */
  readonly caller: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly routeVersion: () => number;
  /** Hears of each attempt, as of a call that home answered. */
  readonly observe?: Observe;
  /** Records the attempts, each in the trace of whoever asked. */
  readonly spans?: Spans;
}

/**
 * Hands stored calls to the module that runs here: on behalf of whoever asked when they were accepted, each
 * attempt with the time its contract allows.
 */
export function deferredHandlers(contract: Contract, { implementation }: LocalModule, options: DeferredHandlerOptions): HandleDeferred {
  const { ambient, caller, now, routeVersion, observe, spans } = options;
  const operations = new Map(
    operationsOf(contract)
      .filter(({ operation }) => operation.delivery === 'deferred')
      .map(({ address, operation }) => {
        const name = address.slice(contract.name.length + 1);
        const handler = implementation[name];
        if (!handler) throw new TypeError(`The module does not implement ${address}; add '${name}' to its API.`);
        const run = handler.bind(implementation) as (input: unknown, context: CallContext, turn: Turn) => Promise<void>;
        return [address, { operation, run }];
      }),
  );
  return async (call, turn) => {
    const address = call.destination;
    const found = operations.get(address);
    if (!found) throw new CallError('unknownOperation', address, `${contract.name} has no deferred operation '${address}'; is its contract older than the caller's?`, { executed: 'no' });
    const { operation, run } = found;
    const context: CallContext = {
      principal: call.principal,
      caller,
      deadline: now() + operation.timeout,
      traceparent: call.traceparent,
      routeVersion: routeVersion(),
      visitor: keyOfLane(call.lane),
    };
    const attempt = entered(async (_, own) => run(inputOf(call, operation), own, turn), address, ambient);
    const recorded = spans ? traced(attempt, { spans, ambient }, { role: 'takes', address, attributes: { operation: address } }) : attempt;
    const counted = observe ? observed(recorded, { address, version: context.routeVersion, target: undefined }, observe, now) : recorded;
    await counted(undefined, context).catch((error: unknown) => {
      throw error instanceof Unreadable ? new CallError('contractViolation', address, error.message, { executed: 'no' }) : error;
    });
  };
}

/** What cannot be read counts as a fault of this host, whoever wrote it, until it is known who did. */
class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** The input of a call as today's contract has it. */
function inputOf(call: DeferredCall, { input, earlier }: Operation): unknown {
  const codec = codecOf(input);
  const today = earlier?.[call.contractVersion.split('.')[0] ?? ''];
  const written = orUnreadable(() => JSON.parse(call.body) as unknown, `The body of ${call.messageId} is no JSON.`);
  const read = today ? orUnreadable(() => today(written), `${call.messageId} is no call of ${call.destination} as it was in ${call.contractVersion}.`) : written;
  if (codec.check(read)) return codec.copy(read);
  throw new Unreadable(`${call.messageId} does not fit ${call.destination}: ${JSON.stringify(codec.violations(read))}`);
}

function orUnreadable<T>(read: () => T, otherwise: string): T {
  try {
    return read();
  } catch {
    throw new Unreadable(otherwise);
  }
}
