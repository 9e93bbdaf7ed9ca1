import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { databaseTokenOf, PostgresModule, type Database } from '@banyan/adapter-postgres';
import { accounts } from '@banyan/contracts/accounts';
import { implementationTokenOf, settingsTokenOf } from '@banyan/contracts/define';
import { accountsApi } from './accounts.api.ts';
import type { AccountsSettings } from './accounts.settings.ts';
import { newCustomerId } from './domain/customer.ts';
import { scryptPasswords } from './passwords/scrypt-passwords.ts';
import { migrations } from './stores/migrations/index.ts';
import { PostgresCustomers } from './stores/postgres-customers.ts';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { signedSessions } from './tokens/signed-sessions.ts';

const now = () => new Date();

/** Customers and their sessions. */
@Module({
  imports: [PostgresModule.forModule({ module: 'accounts', migrations })],
  providers: [
    {
      provide: implementationTokenOf(accounts),
      inject: [databaseTokenOf('accounts'), settingsTokenOf<AccountsSettings>('accounts')],
      useFactory: (database: Database, settings: AccountsSettings) =>
        accountsApi({
          customers: new PostgresCustomers(database),
          passwords: scryptPasswords(),
          sessions: signedSessions(parseKeyRing('SESSION_KEYS', settings.SESSION_KEYS), now),
          newCustomerId: () => newCustomerId(randomBytes),
          now,
        }),
    },
  ],
  exports: [implementationTokenOf(accounts), PostgresModule],
})
export class AccountsModule {}
