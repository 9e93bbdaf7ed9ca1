import { AsyncLocalStorage } from 'node:async_hooks';
import { contract, read, type CallContext } from '@banyan/contracts/define';
import { createDispatcher, type LocalCallOptions } from '@banyan/strangler';
import { Type } from 'typebox';
import { interleave, median, type Variant } from './rounds.ts';
import { printTable } from './table.ts';

const Address = Type.Object({ name: Type.String(), line1: Type.String(), city: Type.String(), country: Type.String() });

/** The ten-field order of the floors this is compared with. */
const Order = Type.Object({
  orderId: Type.String(),
  buyer: Type.String(),
  market: Type.String(),
  acceptedAt: Type.String(),
  email: Type.Optional(Type.String()),
  express: Type.Boolean(),
  total: Type.Integer(),
  shipTo: Address,
  token: Type.String(),
  lines: Type.Array(Type.Object({ sku: Type.String(), quantity: Type.Integer(), price: Type.Integer() })),
});

const probe = contract({
  name: 'probe',
  version: '1.0.0',
  operations: { echo: read({ input: Order, output: Type.Object({ ok: Type.Boolean() }), timeout: 1_000, stickyBy: ({ buyer }) => buyer }) },
});

const order = {
  orderId: 'ord_1',
  buyer: 'cus_1234567890',
  market: 'GB',
  acceptedAt: '2026-01-01T00:00:00.000Z',
  email: 'a@example.org',
  express: false,
  total: 1_299,
  shipTo: { name: 'A', line1: 'B', city: 'C', country: 'GB' },
  token: 'tok',
  lines: [
    { sku: 'A', quantity: 1, price: 499 },
    { sku: 'B', quantity: 2, price: 400 },
  ],
};

const context: CallContext = {
  principal: { kind: 'customer', customerId: 'cus_1234567890' },
  caller: 'bench',
  deadline: Number.MAX_SAFE_INTEGER,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  routeVersion: 1,
};

/** A direct call against the same call through the seam, in this process. */
export async function benchDispatch(): Promise<void> {
  const storage = new AsyncLocalStorage<CallContext>();
  const service = { echo: async (input: typeof order) => ({ ok: input.total > 0 }) };
  const routed = (guard: NonNullable<LocalCallOptions['guard']>) => {
    const dispatcher = createDispatcher({
      contracts: [probe],
      ambient: { current: () => storage.getStore(), run: (value, work) => storage.run(value, work) },
      now: Date.now,
      onDefect: (error) => console.error(error),
      guard,
    });
    dispatcher.route(
      { version: 1, routes: {} },
      { modules: new Map([['probe', { implementation: service as never }]]), targets: new Map() },
    );
    return dispatcher.apiOf(probe);
  };
  const [shared, copied] = [routed('none'), routed('copy')];
  const direct = 'direct call';
  const variants: Variant[] = [
    { name: direct, run: times(() => service.echo(order)) },
    { name: 'routed, without check and copy', run: times(() => shared.echo(order)) },
    { name: 'routed, with check and copy', run: times(() => copied.echo(order)) },
    { name: 'structuredClone of the input alone', run: times(() => structuredClone(order)) },
  ];
  const figures = await storage.run(context, () => interleave(variants, { rounds: 15, batchMs: 40 }));
  const base = figures.get(direct)!;
  printTable(
    'In-process dispatch (ns per awaited call; medians of 15 interleaved rounds)',
    ['variant', 'ns/call', 'over direct', 'target'],
    variants.map(({ name }) => {
      const own = figures.get(name)!;
      const over = median(own.map((figure, round) => figure - base[round]!));
      const target = { 'routed, without check and copy': '+150', 'routed, with check and copy': '+550' }[name] ?? '';
      return [name, median(own).toFixed(0), name === direct ? '' : signed(over), target];
    }),
  );
}

function times(work: () => unknown): (calls: number) => Promise<void> {
  return async (calls) => {
    for (let call = 0; call < calls; call++) await work();
  };
}

function signed(nanoseconds: number): string {
  return `${nanoseconds < 0 ? '−' : '+'}${Math.abs(nanoseconds).toFixed(0)}`;
}
