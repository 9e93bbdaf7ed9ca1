import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { expect, it } from '@jest/globals';
import { databaseTokenOf, POSTGRES_SETTINGS, type Database } from '@banyan/adapter-postgres';
import { implementationTokenOf, settingsTokenOf } from '@banyan/contracts/define';
import { accounts } from '@banyan/contracts/accounts';
import { testDatabase } from '@banyan/tools/testing';
import { AccountsModule, type AccountsSettings } from './index.ts';
import { migrations } from './stores/migrations/index.ts';

it('the module gives its host the handlers of its contract and its database', async () => {
  const { urlOf, close } = await testDatabase('accounts', migrations);
  const settings: AccountsSettings = { SESSION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64url')}` };
  const provided = [
    { provide: POSTGRES_SETTINGS, useValue: { urls: { accounts: urlOf('accounts') }, poolSize: 2 } },
    { provide: settingsTokenOf<AccountsSettings>('accounts'), useValue: settings },
  ];
  @Global()
  @Module({ providers: provided, exports: provided })
  class Settings {}

  @Module({
    imports: [Settings, AccountsModule],
    providers: [{ provide: 'database of the host', inject: [databaseTokenOf('accounts')], useFactory: (database: Database) => database }],
  })
  class Host {}

  const app = await Test.createTestingModule({ imports: [Host] }).compile();
  expect(Object.keys(app.get(implementationTokenOf(accounts)))).toEqual(Object.keys(accounts.operations));
  expect(await app.get<Database>('database of the host').query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await app.close();
  await close();
});
