import type { OperatorAct, OperatorActs } from '@banyan/strangler';
import type { Sql } from '../sql.ts';

interface ActRow {
  readonly number: number;
  readonly at: Date;
  readonly act: OperatorAct;
}

/** Notes acts in PostgreSQL, in the schema `routing`, dated by its clock. */
export function postgresOperatorActs(database: Sql): OperatorActs {
  return {
    async note({ kind, subject, by, why }) {
      await database.query('INSERT INTO routing.operator_act (act) VALUES ($1)', [JSON.stringify({ kind, subject, by, why })]);
    },
    async acts({ limit, before }) {
      const rows = await database.query<ActRow>(latest, [limit, before ?? null]);
      return rows.map(({ number, at, act }) => ({ number, at: at.toISOString(), ...act }));
    },
  };
}

const latest = `
  SELECT number, at, act FROM routing.operator_act
  WHERE number < coalesce($2::bigint, 9223372036854775807) ORDER BY number DESC LIMIT $1`;
