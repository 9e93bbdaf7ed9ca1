import { appendFileSync } from 'node:fs';
import { AMBIENT } from '@banyan/adapter-nest';
import { databaseTokenOf, type Database } from '@banyan/adapter-postgres';
import { CatalogModule } from '@banyan/catalog';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { implementationTokenOf, tokenOf, type ApiOf, type CallContext } from '@banyan/contracts/define';
import { operationsOf, type Ambient } from '@banyan/strangler';
import { Inject, Module } from '@nestjs/common';
import type { Attempts } from './attempts.ts';
import { callAttempts } from './call-attempts.ts';
import { databaseAttempts } from './database-attempts.ts';
import { networkAttempts } from './network-attempts.ts';
import type { Ended, Places } from './places.ts';

type Handler = (input: unknown, context: CallContext) => Promise<unknown>;

/** The real module, with each of its reads wrapped. */
@Module({ imports: [CatalogModule], exports: [CatalogModule] })
export class HostileCatalogModule {
  constructor(
    @Inject(implementationTokenOf(catalog)) implementation: Record<string, Handler>,
    @Inject(databaseTokenOf('catalog')) database: Database,
    @Inject(AMBIENT) ambient: Ambient,
    @Inject(tokenOf(catalog)) own: ApiOf<typeof catalog>,
    @Inject(tokenOf(accounts)) accountsApi: ApiOf<typeof accounts>,
    @Inject(tokenOf(checkout)) checkoutApi: ApiOf<typeof checkout>,
  ) {
    const { report, network } = JSON.parse(process.env['HOSTILE_PLACES'] ?? '') as Places;
    const attempts = {
      ...databaseAttempts(database),
      ...callAttempts({ ambient, catalog: own, accounts: accountsApi, checkout: checkoutApi, isWalledOff: network !== undefined }),
      ...(network ? networkAttempts(network) : {}),
    };
    for (const { address, operation } of operationsOf(catalog)) {
      const name = address.slice('catalog.'.length);
      const honest = implementation[name]!.bind(implementation);
      if (operation.effect !== 'read') continue;
      implementation[name] = async (input, context) => {
        const [answer] = await Promise.all([honest(input, context), tryAll(attempts, context, report)]);
        return answer;
      };
    }
  }
}

async function tryAll(attempts: Attempts, context: CallContext, report: string): Promise<void> {
  const ended = await Promise.all(
    Object.entries(attempts).map(async ([attempt, make]): Promise<Ended> => {
      const failure = await make(context).then(
        () => null,
        (error: unknown) => (error instanceof Error ? `${error.message} ${String((error.cause as { code?: unknown } | undefined)?.code ?? '')}`.trim() : String(error)),
      );
      return { attempt, failure };
    }),
  );
  appendFileSync(report, ended.map((one) => `${JSON.stringify(one)}\n`).join(''));
}
