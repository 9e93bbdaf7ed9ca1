import type { Contract } from '@banyan/contracts/define';
import { operationsOf } from '@banyan/strangler';
import type { Type } from '@nestjs/common';
import type { TObject } from 'typebox';

/** A module as an app hosts it: what stands at the module's door. */
export interface HostedModule {
  readonly contract: Contract;
  /** Provides the implementation and the database, under `implementationTokenOf` and `databaseTokenOf`. */
  readonly nest: Type;
  /** The environment variables it reads beside its database's; handed to it under `settingsTokenOf`. */
  readonly settings?: TObject;
  /** Whether it defers calls or announces events, and so has an outbox. */
  readonly outbox?: boolean;
  /** The operations that the module calls at itself through a queue while its database is away: `checkout.recordOrder`. */
  readonly queued?: readonly string[];
}

/** Says whether a module takes deferred calls, and so has an inbox. */
export function hasInbox({ contract }: Pick<HostedModule, 'contract'>): boolean {
  return operationsOf(contract).some(({ operation }) => operation.delivery === 'deferred');
}
