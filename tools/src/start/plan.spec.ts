import { describe, expect, it } from '@jest/globals';
import { planHosts, type PlanInput, type Ports } from './plan.ts';
import type { SplitName } from './modules.ts';
import type { RepliesOver, Via } from './options.ts';
import type { Secrets } from './secrets.ts';

const ports: Ports = {
  public: 3000,
  operator: 4001,
  control: 4006,
  internal: { monolith: 4002, orders: 4003, catalog: 4004 },
  tcp: { monolith: 4102, orders: 4103, catalog: 4104 },
  paymentProvider: 4005,
};
const secretOf = new Proxy({}, { get: (_, name) => `secret ${String(name)}` }) as Secrets;
const databaseUrls = { catalog: 'db catalog', orders: 'db orders', checkout: 'db checkout', accounts: 'db accounts', payments: 'db payments' };
const plan = (split: SplitName[], more: Partial<PlanInput> = {}) =>
  planHosts({ placement: { split, via: 'http', replies: 'http' }, ports, secrets: secretOf, databaseUrls, ledgerFile: '/data/ledger.jsonl', intakeOf: (instance) => `/data/intakes/${instance}`, routesFolder: '/data/routes', passedOn: {}, ...more });
const host = (name: string, plans = plan(['orders', 'catalog'])) => plans.find((one) => one.name === name)?.environment ?? {};

describe('the plan of a shop', () => {
  it('is one deployable and the payment company if nothing is split out', () => {
    const plans = plan([]);
    expect(plans.map(({ name }) => name)).toEqual(['monolith', 'payment-provider']);
    expect(host('monolith', plans)).not.toHaveProperty('ROUTES');
    expect(host('monolith', plans)).not.toHaveProperty('TARGETS');
  });

  it('routes what is split out to its own host', () => {
    expect(JSON.parse(host('monolith', plan(['orders']))['ROUTES'] ?? '')).toEqual({
      version: 1,
      routes: { 'orders.*': { kind: 'remote', target: 'orders' } },
    });
    expect(JSON.parse(host('monolith')['TARGETS'] ?? '')).toEqual({ orders: 'http://127.0.0.1:4003', catalog: 'http://127.0.0.1:4004' });
  });

  it('has a host called where its neighbours are told to, over HTTP', () => {
    const plans = plan(['orders', 'catalog'], { placement: { split: ['orders', 'catalog'], via: 'tcp', replies: 'http', reachedAt: { catalog: 'http://127.0.0.1:9' } } });
    expect(JSON.parse(host('monolith', plans)['TARGETS'] ?? '')).toMatchObject({ catalog: { reply: 'http://127.0.0.1:9', deferred: 'tcp://127.0.0.1:4104' } });
    expect(JSON.parse(host('orders', plans)['TARGETS'] ?? '')).toMatchObject({ catalog: { reply: 'http://127.0.0.1:9' } });
  });

  it('has every host know where the candidates are', () => {
    const candidates = { 'catalog-next': 'http://127.0.0.1:4711' };
    const placed = (split: SplitName[]) => plan(split, { placement: { split, via: 'http', replies: 'http', candidates } });
    for (const name of ['monolith', 'orders', 'catalog']) expect(JSON.parse(host(name, placed(['orders', 'catalog']))['TARGETS'] ?? '')).toMatchObject(candidates);
    expect(JSON.parse(host('monolith', placed([]))['TARGETS'] ?? '')).toEqual(candidates);
  });

  it('gives every host the same routes, and tells it where each other is', () => {
    expect(host('orders')['ROUTES']).toBe(host('monolith')['ROUTES']);
    expect(JSON.parse(host('orders')['TARGETS'] ?? '')).toEqual({ catalog: 'http://127.0.0.1:4004', monolith: 'http://127.0.0.1:4002' });
    expect(JSON.parse(host('orders', plan(['orders']))['TARGETS'] ?? '')).toEqual({ monolith: 'http://127.0.0.1:4002' });
  });

  it('gives a host no more than it needs', () => {
    expect(Object.keys(host('orders')).sort()).toEqual(
      ['DRAIN_MS', 'INTERNAL_BIND', 'INTERNAL_KEYS', 'INTERNAL_PORT', 'LOG_LEVEL', 'ORDERS_DATABASE_URL', 'ROUTES', 'TARGETS'],
    );
    expect(host('payment-provider')).toEqual({ PORT: '4005', LEDGER_FILE: '/data/ledger.jsonl', PROVIDER_KEY: 'secret PAYMENT_PROVIDER_KEY', EVENTS_URL: 'http://127.0.0.1:3000/api/v1/payments/events', EVENTS_KEY: 'secret PAYMENT_EVENTS_KEYS' });
  });

  it('calls a payment company that somebody else runs, and starts none', () => {
    const plans = plan([], { paymentProviderUrl: 'https://pay.example.org' });
    expect(plans.map(({ name }) => name)).toEqual(['monolith']);
    expect(host('monolith', plans)['PAYMENT_PROVIDER_URL']).toBe('https://pay.example.org');
  });

  it('has several monoliths alike but for their ports and what each writes', () => {
    const instances = [1, 2].map((n) => ({ public: 5000 + n, operator: 5100 + n, control: 5200 + n, internal: 5300 + n, tcp: 5400 + n }));
    const plans = plan(['orders'], { instances, queues: { hosts: { QUEUES: 'create' }, intake: { INTAKE_JOURNAL: '/data/intake' } } });
    expect(plans.map(({ name, runs }) => [name, runs])).toEqual([['monolith', 'monolith'], ['monolith-2', 'monolith'], ['orders', 'orders'], ['payment-provider', 'payment-provider']]);
    const [first, second] = [host('monolith', plans), host('monolith-2', plans)];
    expect(first).toMatchObject({ PORT: '5001', OPERATOR_PORT: '5101', INTERNAL_PORT: '5301', INTAKE_JOURNAL: '/data/intake', DRAIN_MS: '1000' });
    expect({ ...first, ...second }).toEqual({ ...first, PORT: '5002', OPERATOR_PORT: '5102', INTERNAL_PORT: '5302', INTAKE_JOURNAL: '/data/intakes/monolith-2' });
  });

  it('passes settings on that were made, and logs at info otherwise', () => {
    expect(host('orders')['LOG_LEVEL']).toBe('info');
    const lanes = plan(['orders'], { passedOn: { LANES_REDIS_URL: 'redis://127.0.0.1:6379' } });
    for (const name of ['monolith', 'orders']) expect(host(name, lanes)['LANES_REDIS_URL']).toBe('redis://127.0.0.1:6379');
    expect(host('payment-provider', lanes)).not.toHaveProperty('LANES_REDIS_URL');
    expect(host('orders', plan(['orders'], { passedOn: { LOG_LEVEL: 'debug', DATABASE_POOL: '4' } }))).toMatchObject({ LOG_LEVEL: 'debug', DATABASE_POOL: '4' });
  });

  describe('whose calls take other ways', () => {
    const over = (via: Via, replies: RepliesOver, split: SplitName[] = ['orders']) =>
      plan(split, {
        placement: { split, via, replies },
        ...(via === 'sqs' ? { queues: { hosts: { QUEUES: 'create' }, intake: { INTAKE_QUEUE_PERCENT: '1' } } } : {}),
      });
    const targetsOf = (name: string, plans: ReturnType<typeof over>) => JSON.parse(host(name, plans)['TARGETS'] ?? '{}') as Record<string, unknown>;

    it('sends what is deferred through queues, also what a host defers to itself', () => {
      expect(targetsOf('monolith', over('sqs', 'http'))).toEqual({ orders: { reply: 'http://127.0.0.1:4003', deferred: 'sqs' }, monolith: { deferred: 'sqs' } });
      expect(targetsOf('monolith', over('sqs', 'http', []))).toEqual({ monolith: { deferred: 'sqs' } });
    });

    it('tells hosts about queues only if they have to do with them', () => {
      const plans = over('sqs', 'http', ['orders', 'catalog']);
      expect(host('monolith', plans)).toMatchObject({ QUEUES: 'create', INTAKE_QUEUE_PERCENT: '1' });
      expect(host('orders', plans)).toMatchObject({ QUEUES: 'create' });
      expect(host('orders', plans)).not.toHaveProperty('INTAKE_QUEUE_PERCENT');
      expect(host('catalog', plans)).not.toHaveProperty('QUEUES');
      expect(JSON.stringify(targetsOf('catalog', plans))).not.toContain('sqs');
    });

    it('takes TCP for the replies, for what is deferred, or for both', () => {
      const ordersOver = (via: Via, replies: RepliesOver) => targetsOf('monolith', over(via, replies))['orders'];
      expect(ordersOver('http', 'tcp')).toEqual({ reply: 'tcp://127.0.0.1:4103', deferred: 'http://127.0.0.1:4003' });
      expect(ordersOver('tcp', 'http')).toEqual({ reply: 'http://127.0.0.1:4003', deferred: 'tcp://127.0.0.1:4103' });
      expect(ordersOver('tcp', 'tcp')).toBe('tcp://127.0.0.1:4103');
      expect(host('orders', over('http', 'tcp'))).toMatchObject({ INTERNAL_TCP_PORT: '4103' });
      expect(host('orders', over('http', 'http'))).not.toHaveProperty('INTERNAL_TCP_PORT');
    });
  });
});
