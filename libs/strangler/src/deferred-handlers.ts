import { codecOf, type CallContext, type Contract, type DeferredCall, type Turn } from '@banyan/contracts/define';
import type { Ambient } from './ambient.ts';
import type { LocalModule } from './local-module.ts';
import { operationsOf } from './operations-of.ts';

/** Executes one deferred call in its turn; a rejection means that it has to be tried again. */
export type HandleDeferred = (call: DeferredCall, turn: Turn) => Promise<void>;

export interface DeferredHandlerOptions {
  readonly ambient: Ambient;
  /** The host's name, for the calls that the handlers make. */
  readonly caller: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly routeVersion: () => number;
}

/**
 * Hands stored calls to the module that runs here: on behalf of whoever asked when they were accepted, each
 * attempt with the time its contract allows.
 */
export function deferredHandlers(contract: Contract, { implementation }: LocalModule, options: DeferredHandlerOptions): HandleDeferred {
  const { ambient, caller, now, routeVersion } = options;
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
    const found = operations.get(call.destination);
    if (!found) throw new TypeError(`${contract.name} has no deferred operation '${call.destination}'; is its contract older than the caller's?`);
    const { operation, run } = found;
    const codec = codecOf(operation.input);
    const written: unknown = JSON.parse(call.body);
    const today = operation.earlier?.[call.contractVersion.split('.')[0] ?? ''];
    const input = today ? today(written) : written;
    if (!codec.check(input)) {
      throw new TypeError(`${call.messageId} does not fit ${call.destination}: ${JSON.stringify(codec.violations(input))}`);
    }
    const context: CallContext = {
      principal: call.principal,
      caller,
      deadline: now() + operation.timeout,
      traceparent: call.traceparent,
      routeVersion: routeVersion(),
    };
    await ambient.run(context, () => run(codec.copy(input), context, turn));
  };
}
