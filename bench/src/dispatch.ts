import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallContext } from '@banyan/contracts/define';
import { createDispatcher, createTallies, Safeguards, Shadows, type DispatcherOptions, type LocalCallOptions } from '@banyan/strangler';
import type { ServiceBroker } from 'moleculer';
import { context, order, probe, type ProbeOrder } from './probe.contract.ts';
import { interleave, median, type Variant } from './rounds.ts';
import { printTable } from './table.ts';

/** A direct call against the same call through the seam, in this process. */
export async function benchDispatch(): Promise<void> {
  const storage = new AsyncLocalStorage<CallContext>();
  const service = { echo: async (input: ProbeOrder) => ({ ok: input.total > 0 }) };
  const routed = (guard: NonNullable<LocalCallOptions['guard']>, features: Pick<DispatcherOptions, 'tallies' | 'servedTallies' | 'safeguards' | 'shadows'> = {}) => {
    const dispatcher = createDispatcher({
      contracts: [probe],
      ambient: { current: () => storage.getStore(), run: (value, work) => storage.run(value, work) },
      now: Date.now,
      onDefect: (error) => console.error(error),
      guard,
      ...features,
    });
    dispatcher.route(
      { version: 1, routes: {} },
      { modules: new Map([['probe', { implementation: service as never }]]), targets: new Map() },
    );
    return dispatcher.apiOf(probe);
  };
  const [shared, copied, counted] = [routed('none'), routed('copy'), routed('copy', everything())];
  const moleculer = await moleculerBroker(service.echo);
  const direct = 'direct call';
  const variants: Variant[] = [
    { name: direct, run: times(() => service.echo(order)) },
    { name: 'routed, without check and copy', run: times(() => shared.echo(order)) },
    { name: 'routed, with check and copy', run: times(() => copied.echo(order)) },
    { name: everythingOn, run: times(() => counted.echo(order)) },
    { name: 'Moleculer, bare', run: times(() => moleculer.bare.call('probe.echo', order)) },
    { name: 'Moleculer, with timeout, breaker, metrics, tracing and validator', run: times(() => moleculer.full.call('probe.echo', order)) },
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
      const target = { 'routed, without check and copy': '+150', 'routed, with check and copy': '+550', [everythingOn]: '+550' }[name] ?? '';
      return [name, median(own).toFixed(0), name === direct ? '' : signed(over), target];
    }),
  );
}

const everythingOn = 'routed, with everything on';

/** The probe's order as Moleculer's validator takes it. */
const orderRules = {
  ...Object.fromEntries(['orderId', 'buyer', 'market', 'acceptedAt', 'token'].map((name) => [name, 'string'])),
  email: 'string|optional',
  express: 'boolean',
  total: 'number|integer',
  shipTo: { type: 'object', props: { name: 'string', line1: 'string', city: 'string', country: 'string' } },
  lines: { type: 'array', items: { type: 'object', props: { sku: 'string', quantity: 'number|integer', price: 'number|integer' } } },
};

/** All that a host's dispatcher has: what is counted, guarded and watched. */
function everything(): Pick<DispatcherOptions, 'tallies' | 'servedTallies' | 'safeguards' | 'shadows'> {
  const means = { now: Date.now, random: Math.random };
  return {
    tallies: createTallies({ keepVersions: 16 }),
    servedTallies: createTallies({ keepVersions: 16 }),
    safeguards: new Safeguards({ ...means, pause: async () => undefined, report: () => undefined }),
    shadows: new Shadows({ ...means, after: () => () => undefined, onDefect: (error) => console.error(error) }),
  };
}

/** The same service in Moleculer, with its local call as it comes, and with features like ours. */
async function moleculerBroker(echo: (input: ProbeOrder) => Promise<unknown>): Promise<{ readonly bare: ServiceBroker; readonly full: ServiceBroker }> {
  const { ServiceBroker } = (await import('moleculer')).default;
  const started = async (options: object, params: object) => {
    const broker = new ServiceBroker({ logger: false, ...options });
    broker.createService({ name: 'probe', actions: { echo: { ...params, handler: ({ params: input }: { params: ProbeOrder }) => echo(input) } } });
    await broker.start();
    return broker;
  };
  const features = { requestTimeout: 5_000, circuitBreaker: { enabled: true }, metrics: { enabled: true, reporter: [] }, tracing: { enabled: true, exporter: [] } };
  return { bare: await started({}, {}), full: await started(features, { params: orderRules }) };
}

function times(work: () => unknown): (calls: number) => Promise<void> {
  return async (calls) => {
    for (let call = 0; call < calls; call++) await work();
  };
}

function signed(nanoseconds: number): string {
  return `${nanoseconds < 0 ? '−' : '+'}${Math.abs(nanoseconds).toFixed(0)}`;
}
