import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { expect, it } from '@jest/globals';
import { databaseTokenOf, POSTGRES_SETTINGS, type Database } from '@banyan/adapter-postgres';
import { implementationTokenOf, settingsTokenOf } from '@banyan/contracts/define';
import { payments } from '@banyan/contracts/payments';
import { testDatabase } from '@banyan/tools/testing';
import { PaymentsModule, type PaymentsSettings } from './index.ts';
import { migrations } from './stores/migrations/index.ts';

it('the module gives its host the handlers of its contract and its database', async () => {
  const { urlOf, close } = await testDatabase('payments', migrations);
  const settings: PaymentsSettings = { PAYMENT_PROVIDER_URL: 'http://127.0.0.1:1', PAYMENT_PROVIDER_KEY: 'a-key-for-tests-only' };
  const provided = [
    { provide: POSTGRES_SETTINGS, useValue: { urls: { payments: urlOf('payments') }, poolSize: 2 } },
    { provide: settingsTokenOf<PaymentsSettings>('payments'), useValue: settings },
  ];
  @Global()
  @Module({ providers: provided, exports: provided })
  class Settings {}

  @Module({
    imports: [Settings, PaymentsModule],
    providers: [{ provide: 'database of the host', inject: [databaseTokenOf('payments')], useFactory: (database: Database) => database }],
  })
  class Host {}

  const app = await Test.createTestingModule({ imports: [Host] }).compile();
  expect(Object.keys(app.get(implementationTokenOf(payments)))).toEqual(Object.keys(payments.operations));
  expect(await app.get<Database>('database of the host').query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await app.close();
  await close();
});
