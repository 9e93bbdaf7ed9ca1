import { describe, expect, it } from '@jest/globals';
import type { Plan } from '../plan/plan.ts';
import { bringIn, type ReplayOperator } from './bring-in.ts';

const plan: Plan = {
  invoices: 1,
  leftOut: { cancellation: 0, noGoods: 0, quantity: 0, price: 0 },
  markets: [{ id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'gbp' }],
  products: Array.from({ length: 2_001 }, (_, index) => ({ sku: `${10_000 + index}`, name: 'Thing', brand: 'Thing', stock: 1, prices: [] })),
  customers: Array.from({ length: 1_001 }, (_, index) => String(index)),
  orders: [],
};

function operatorWith(conflicts: { kind: 'market' | 'product'; id: string; field: string; held: string; wanted: string }[] = []) {
  const calls: string[] = [];
  const operator: ReplayOperator = {
    catalog: {
      checkImport: async ({ markets, products }) => {
        calls.push(`check ${markets.length} ${products.length}`);
        return { conflicts: conflicts.filter(({ id }) => products.some(({ sku }) => sku === id)) };
      },
      importMarkets: async ({ markets }) => {
        calls.push(`markets ${markets.length}`);
        return { created: markets.length, unchanged: 0 };
      },
      importProducts: async ({ products }) => {
        calls.push(`products ${products.length}`);
        return { created: products.length, unchanged: 0 };
      },
    },
    accounts: {
      importCustomers: async ({ customers }) => {
        calls.push(`customers ${customers.length}`);
        return { customerIds: customers.map(({ email }) => `cus_${email}`) };
      },
      issueSessions: async ({ customerIds }) => ({ sessions: customerIds.map((customerId) => ({ customerId, token: `token of ${customerId}`, expiresAt: '' })) }),
    },
  };
  return { calls, operator };
}

describe('bringing a plan into a shop', () => {
  it('checks all of it first, then brings in a thousand at a time, and gives each customer’s token', async () => {
    const { calls, operator } = operatorWith();
    const tokens = await bringIn(plan, operator);
    expect(calls).toEqual(['check 1 0', 'check 0 1000', 'check 0 1000', 'check 0 1', 'markets 1', 'products 1000', 'products 1000', 'products 1', 'customers 1000', 'customers 1']);
    expect([tokens.size, tokens.get('1000')]).toEqual([1_001, 'token of cus_customer-1000@example.org']);
  });

  it('changes nothing in a shop that holds something else, and says what', async () => {
    const { calls, operator } = operatorWith([{ kind: 'product', id: '12000', field: 'name', held: 'Other', wanted: 'Thing' }]);
    await expect(bringIn(plan, operator)).rejects.toThrow('- product 12000: name is Other, the file wants Thing');
    expect(calls.every((call) => call.startsWith('check'))).toBe(true);
  });
});
