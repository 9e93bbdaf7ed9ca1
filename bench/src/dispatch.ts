import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallContext } from '@banyan/contracts/define';
import { createDispatcher, type LocalCallOptions } from '@banyan/strangler';
import { context, order, probe, type ProbeOrder } from './probe.contract.ts';
import { interleave, median, type Variant } from './rounds.ts';
import { printTable } from './table.ts';

/** A direct call against the same call through the seam, in this process. */
export async function benchDispatch(): Promise<void> {
  const storage = new AsyncLocalStorage<CallContext>();
  const service = { echo: async (input: ProbeOrder) => ({ ok: input.total > 0 }) };
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
