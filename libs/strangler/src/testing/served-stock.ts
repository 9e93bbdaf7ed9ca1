import { Type } from 'typebox';
import { contract, deferred, OperationError, read, Unavailable, write, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import type { Ambient } from '../ambient.ts';
import { createDispatcher, type Routed } from '../dispatcher.ts';
import type { Handler } from '../calls/local-call.ts';

/** A contract with an operation of each kind. */
export const stock = contract({
  name: 'stock',
  version: '1.2.0',
  operations: {
    level: read({
      input: Type.Object({ sku: Type.String(), note: Type.Optional(Type.String()) }),
      output: Type.Object({ sku: Type.String(), left: Type.Integer(), note: Type.Optional(Type.String()) }),
      errors: { unknownSku: Type.Object({ sku: Type.String() }) },
      timeout: 2_000,
    }),
    take: write({ input: Type.Object({ sku: Type.String() }), output: Type.Object({ left: Type.Integer() }), timeout: 300, callers: ['customer'] }),
    recount: deferred({ input: Type.Object({ sku: Type.String() }), orderedBy: ({ sku }) => sku, idempotencyKey: ({ sku }) => sku, timeout: 1_000 }),
  },
});

/** The host behind a target: what it saw, and what it does next. */
export interface ServedStock {
  readonly routed: Routed;
  /** The contexts in which handlers ran, and the context that was current then. */
  readonly seen: { readonly input: unknown; readonly context: CallContext; readonly current: CallContext | undefined }[];
  readonly received: DeferredCall[];
  /** Failures that were kept from the caller. */
  readonly defects: unknown[];
  /** How often the inbox has refused. */
  readonly refused: number;
  /** Makes the inbox refuse what comes, until it is called with nothing. */
  failToReceive(error: Error | undefined): void;
}

/** A module in memory as a host would serve it; its stock is 3 of everything. */
export function serveStock(ambient: Ambient): ServedStock {
  const seen: ServedStock['seen'] = [];
  const received: DeferredCall[] = [];
  const defects: unknown[] = [];
  let failure: Error | undefined;
  let refused = 0;
  const implementation = {
    level: async ({ sku, note }: { sku: string; note?: string }, context: CallContext) => {
      seen.push({ input: note === undefined ? { sku } : { sku, note }, context, current: ambient.current() });
      if (sku === 'unknown') throw new OperationError('unknownSku', { sku }, 'Nobody sells it.');
      if (sku === 'broken') throw new Error('secret');
      if (sku === 'away') throw new Unavailable('The shelf');
      return { sku, left: sku === 'wrong' ? 'many' : 3, ...(note === undefined ? {} : { note }) };
    },
    take: ({ sku }: { sku: string }, context: CallContext) => {
      seen.push({ input: { sku }, context, current: ambient.current() });
      return sku === 'slow' ? new Promise<never>(() => undefined) : Promise.resolve({ left: 2 });
    },
    recount: () => Promise.resolve(),
  } as unknown as Record<string, Handler>;
  const receive = (calls: readonly DeferredCall[]) => {
    if (failure) {
      refused++;
      return Promise.reject(failure);
    }
    received.push(...calls);
    return Promise.resolve(calls.map(({ lane, sequence }) => ({ lane, sequence })));
  };
  const dispatcher = createDispatcher({ contracts: [stock], ambient, now: Date.now, onDefect: (error) => defects.push(error) });
  const routed = dispatcher.route({ version: 1, routes: {} }, { modules: new Map([['stock', { implementation, receive }]]), targets: new Map() });
  return {
    routed,
    seen,
    received,
    defects,
    get refused() {
      return refused;
    },
    failToReceive: (error) => void (failure = error),
  };
}
