import { describe, expect, it } from '@jest/globals';
import { planHosts, type PlanInput, type Ports } from './plan.ts';
import type { SplitName } from './modules.ts';
import type { RepliesOver, Via } from './options.ts';
import type { Secrets } from './secrets.ts';

const ports: Ports = {
  public: 3000,
  operator: 4001,
  internal: { monolith: 4002, orders: 4003, catalog: 4004 },
  tcp: { monolith: 4102, orders: 4103, catalog: 4104 },
  paymentProvider: 4005,
};
const secretOf = new Proxy({}, { get: (_, name) => `secret ${String(name)}` }) as Secrets;
const databaseUrls = { catalog: 'db catalog', orders: 'db orders', checkout: 'db checkout', accounts: 'db accounts', payments: 'db payments' };
const plan = (split: SplitName[], more: Partial<PlanInput> = {}) =>
  planHosts({ placement: { split, via: 'http', replies: 'http' }, ports, secrets: secretOf, databaseUrls, ledgerFile: '/data/ledger.jsonl', passedOn: {}, ...more });
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

  it('tells a split host where each neighbour answers', () => {
    const { routes } = JSON.parse(host('orders')['ROUTES'] ?? '') as { routes: Record<string, unknown> };
    expect(routes).toEqual({
      'catalog.*': { kind: 'remote', target: 'catalog' },
      'checkout.*': { kind: 'remote', target: 'monolith' },
      'accounts.*': { kind: 'remote', target: 'monolith' },
      'payments.*': { kind: 'remote', target: 'monolith' },
    });
    expect(JSON.parse(host('orders')['TARGETS'] ?? '')).toEqual({ catalog: 'http://127.0.0.1:4004', monolith: 'http://127.0.0.1:4002' });
    expect(JSON.parse(host('orders', plan(['orders']))['TARGETS'] ?? '')).toEqual({ monolith: 'http://127.0.0.1:4002' });
  });

  it('gives a host no more than it needs', () => {
    expect(Object.keys(host('orders')).sort()).toEqual(
      ['INTERNAL_BIND', 'INTERNAL_KEYS', 'INTERNAL_PORT', 'LOG_LEVEL', 'ORDERS_DATABASE_URL', 'ROUTES', 'TARGETS'],
    );
    expect(host('payment-provider')).toEqual({ PORT: '4005', LEDGER_FILE: '/data/ledger.jsonl', PROVIDER_KEY: 'secret PAYMENT_PROVIDER_KEY' });
  });

  it('calls a payment company that somebody else runs, and starts none', () => {
    const plans = plan([], { paymentProviderUrl: 'https://pay.example.org' });
    expect(plans.map(({ name }) => name)).toEqual(['monolith']);
    expect(host('monolith', plans)['PAYMENT_PROVIDER_URL']).toBe('https://pay.example.org');
  });

  it('passes settings on that were made, and logs at info otherwise', () => {
    expect(host('orders')['LOG_LEVEL']).toBe('info');
    expect(host('orders', plan(['orders'], { passedOn: { LOG_LEVEL: 'debug', DATABASE_POOL: '4' } }))).toMatchObject({ LOG_LEVEL: 'debug', DATABASE_POOL: '4' });
  });

  describe('whose calls take other ways', () => {
    const over = (via: Via, replies: RepliesOver, split: SplitName[] = ['orders']) =>
      plan(split, {
        placement: { split, via, replies },
        ...(via === 'sqs' ? { queues: { hosts: { QUEUES: 'create' }, intake: { INTAKE_QUEUE_PERCENT: '1' } } } : {}),
      });
    const told = (name: string, plans: ReturnType<typeof over>) => {
      const { ROUTES = '{"routes":{}}', TARGETS = '{}' } = host(name, plans);
      return { routes: (JSON.parse(ROUTES) as { routes: Record<string, { target: string }> }).routes, targets: JSON.parse(TARGETS) as Record<string, string> };
    };

    it('routes what is deferred to the module’s queue, wherever the module runs', () => {
      const { routes, targets } = told('monolith', over('sqs', 'http'));
      expect(Object.entries(routes).map(([entry, { target }]) => [entry, targets[target]])).toEqual([
        ['orders.*', 'http://127.0.0.1:4003'],
        ['orders.placeOrder', 'sqs:orders'],
        ['orders.cancelOrder', 'sqs:orders'],
        ['checkout.recordOrderChange', 'sqs:checkout'],
      ]);
      expect(told('monolith', over('sqs', 'http', [])).routes).toHaveProperty(['orders.placeOrder']);
    });

    it('tells hosts about queues only if they have to do with them', () => {
      const plans = over('sqs', 'http', ['orders', 'catalog']);
      expect(host('monolith', plans)).toMatchObject({ QUEUES: 'create', INTAKE_QUEUE_PERCENT: '1' });
      expect(host('orders', plans)).toMatchObject({ QUEUES: 'create' });
      expect(host('orders', plans)).not.toHaveProperty('INTAKE_QUEUE_PERCENT');
      expect(host('catalog', plans)).not.toHaveProperty('QUEUES');
      expect(Object.values(told('catalog', plans).targets)).not.toContain('sqs:orders');
    });

    it('takes TCP for the replies, for what is deferred, or for both', () => {
      const targetsOf = (plans: ReturnType<typeof over>) => {
        const { routes, targets } = told('monolith', plans);
        return ['orders.*', 'orders.placeOrder'].map((entry) => targets[routes[entry]?.target ?? '']);
      };
      expect(targetsOf(over('http', 'tcp'))).toEqual(['tcp://127.0.0.1:4103', 'http://127.0.0.1:4003']);
      expect(targetsOf(over('tcp', 'http'))).toEqual(['http://127.0.0.1:4003', 'tcp://127.0.0.1:4103']);
      expect(targetsOf(over('tcp', 'tcp'))).toEqual(['tcp://127.0.0.1:4103', undefined]);
      expect(host('orders', over('http', 'tcp'))).toMatchObject({ INTERNAL_TCP_PORT: '4103' });
      expect(host('orders', over('http', 'http'))).not.toHaveProperty('INTERNAL_TCP_PORT');
    });
  });
});
