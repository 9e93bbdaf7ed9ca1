import type { Database, Sql } from '@banyan/adapter-postgres';
import { Unavailable } from '@banyan/contracts/define';

/**
 * - `well`: statements are answered
 * - `away`: they fail at once, and have no effect
 * - `deaf`: they have their effect, and their answers do not arrive in time
 */
export type DatabaseHealth = 'well' | 'away' | 'deaf';

/** Longer than an order waits for the database. */
const deafForMs = 4_000;

/** A database whose statements fail as the test says. */
export function failingDatabase(real: Database, health: { now: DatabaseHealth }): Database {
  const over = (sql: Sql): Sql => ({
    async query<Row extends object>(text: string, values?: readonly unknown[]) {
      if (health.now === 'away') throw new Unavailable('PostgreSQL');
      const deaf = health.now === 'deaf';
      const rows = await sql.query<Row>(text, values);
      if (!deaf) return rows;
      await new Promise((resolve) => setTimeout(resolve, deafForMs));
      throw new Unavailable('PostgreSQL');
    },
  });
  return { ...over(real), dataSource: real.dataSource, transaction: (work) => real.transaction((tx) => work(over(tx))) };
}
