import type { Client } from 'pg';
import { probeCall } from '../probe-call.ts';
import type { LanesVariant } from './variant.ts';
import { clock, work, type Executed } from './work.ts';

/** Calls of one transaction. */
const together = 500;

const table = 'CREATE TABLE floor.entry (id bigserial PRIMARY KEY, lane text NOT NULL, sequence int NOT NULL, call text NOT NULL)';

/** $1 what each call holds, $2 calls of a lane, $3 lanes. */
const fill = `
  INSERT INTO floor.entry (lane, sequence, call)
  SELECT 'bench>probe/' || lane, sequence, $1 FROM generate_series(1, $2::int) AS sequence, generate_series(1, $3::int) AS lane ORDER BY sequence, lane`;

const claim = `
  DELETE FROM floor.entry WHERE id = ANY (ARRAY(SELECT id FROM floor.entry ORDER BY id LIMIT ${together} FOR UPDATE SKIP LOCKED))
  RETURNING id, lane, sequence, call`;

interface Entry {
  /** A bigint, as the driver gives it. */
  readonly id: string;
  readonly lane: string;
  readonly sequence: number;
}

/**
 * The least that PostgreSQL asks for: one claimer, 500 calls in order, executed within the transaction that deletes
 * them. It knows no lanes and shares with nobody; whatever goes wrong with one call has all 500 executed again.
 */
export async function floorOn(admin: Client): Promise<LanesVariant> {
  await admin.query('CREATE SCHEMA floor');
  await admin.query(table);
  return {
    name: `PostgreSQL: one claimer, ${together} in order`,
    workers: 1,
    tables: ['floor.entry'],
    async fill() {
      await admin.query(fill, [JSON.stringify(probeCall(1, 1)), work.callsPerLane, work.lanes]);
    },
    async execute() {
      const executed: Executed[] = [];
      while (await executeSome(admin, executed));
      return { executed, endedAt: clock() };
    },
  };
}

/** @returns whether there were any */
async function executeSome(admin: Client, executed: Executed[]): Promise<boolean> {
  await admin.query('BEGIN');
  const { rows } = await admin.query<Entry>({ name: 'claim', text: claim });
  for (const { lane, sequence } of rows.toSorted((one, other) => Number(one.id) - Number(other.id))) executed.push({ lane, sequence, at: clock() });
  await admin.query('COMMIT');
  return rows.length > 0;
}
