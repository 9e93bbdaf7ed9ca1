import type { Token } from '@banyan/contracts/define';
import type { Database } from './database.ts';

/** The token under which a module's database is provided. */
export function databaseTokenOf(module: string): Token<Database> {
  return Symbol.for(`banyan:database:${module}`);
}

/** Where the databases are; provided by the host, for all modules it runs. */
export interface PostgresSettings {
  /** Module → URL of its database, as the module's own role. */
  readonly urls: Readonly<Record<string, string>>;
  /** Connections per module at most. */
  readonly poolSize: number;
}

/** The token under which the host provides {@link PostgresSettings} globally. */
export const POSTGRES_SETTINGS: Token<PostgresSettings> = Symbol.for('banyan:postgres-settings');
