import { describe, expect, it } from '@jest/globals';
import { planHosts, type PlanInput } from './plan.ts';
import type { SplitName } from './modules.ts';
import type { Secrets } from './secrets.ts';

const ports = { public: 3000, operator: 4001, monolith: 4002, orders: 4003, catalog: 4004, paymentProvider: 4005 };
const secretOf = new Proxy({}, { get: (_, name) => `secret ${String(name)}` }) as Secrets;
const databaseUrls = { catalog: 'db catalog', orders: 'db orders', checkout: 'db checkout', accounts: 'db accounts', payments: 'db payments' };
const plan = (split: SplitName[], more: Partial<PlanInput> = {}) =>
  planHosts({ split, ports, secrets: secretOf, databaseUrls, ledgerFile: '/data/ledger.jsonl', passedOn: {}, ...more });
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
});
