import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseTokenOf, POSTGRES_SETTINGS } from '@banyan/adapter-postgres';
import { catalog } from '@banyan/contracts/catalog';
import { implementationTokenOf, tokenOf } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { testDatabase, type TestDatabase } from '@banyan/tools/testing';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { OrdersModule } from './index.ts';
import { migrations } from './stores/migrations/index.ts';
import { LedgerCatalog } from './testing/ledger-catalog.ts';
import { LedgerPayments } from './testing/ledger-payments.ts';
import { context, request } from './testing/workbench.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase(orders.name, migrations);
});
afterAll(() => test.close());

function hostWith(url: string) {
  const provided = [
    { provide: POSTGRES_SETTINGS, useValue: { urls: { orders: url }, poolSize: 2 } },
    { provide: tokenOf(catalog), useValue: new LedgerCatalog() },
    { provide: tokenOf(payments), useValue: new LedgerPayments() },
  ];
  @Global()
  @Module({ providers: provided, exports: provided.map(({ provide }) => provide) })
  class Host {}
  return Test.createTestingModule({ imports: [Host, OrdersModule] });
}

describe('the module in a host', () => {
  it('provides its handlers and its database', async () => {
    const host = await hostWith(test.urlOf(orders.name)).compile();
    const api = host.get(implementationTokenOf(orders), { strict: false });
    await expect(api.getOrder(request(), context)).rejects.toMatchObject({ code: 'unknownOrder' });
    expect(host.get(databaseTokenOf(orders.name), { strict: false })).toHaveProperty('transaction');
    await host.close();
  });
});
