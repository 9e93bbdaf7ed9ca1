import type { Turn } from '@banyan/contracts/define';
import { isolatingBatcher, StaleTurn } from '@banyan/outbox';
import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';

/** What a handler writes in its turn, as the columns that the statement of {@link writerInTurns} reads. */
export type TurnWrite = Readonly<Record<string, unknown>> & {
  /** Whether the turn is completed by it. */
  readonly completes: boolean;
};

/**
 * A way for handlers to write in their turns, each with one statement. Those of several lanes that write at about the
 * same time share the statement, so its round trip and its commit too; what one of them makes fail reaches no other. Since
 * all of a statement that fails have to write once more, a handler that failed before writes alone.
 * @param columns those of what is written, as a column definition list: `note_id text, words text`
 * @param statement goes on behind the common table expression `written`: a row for each write that is allowed, with
 * the columns given and `place`. It ends in a query that gives the `place` of each row of `written`.
 * @returns rejects with {@link StaleTurn}, and writes nothing, if the handler was overtaken or the call was applied
 */
export function writerInTurns(
  sql: Sql,
  { module, columns, statement }: { readonly module: string; readonly columns: string; readonly statement: string },
): (turn: Turn, write: TurnWrite) => Promise<void> {
  const text = fenced(schemaOf(module), columns) + statement;
  const writeAll = async (writes: readonly (TurnWrite & Turn)[]): Promise<readonly boolean[]> => {
    const rows = await sql.query<{ place: number }>(text, [JSON.stringify(writes.map((write, place) => ({ ...write, place })))]);
    const written = new Set(rows.map(({ place }) => place));
    return writes.map((_, place) => written.has(place));
  };
  const writeTogether = isolatingBatcher(writeAll);
  return async (turn, write) => {
    const given = { ...write, ...turn };
    const written = turn.failures === 0 ? await writeTogether(given) : (await writeAll([given]))[0];
    if (!written) throw new StaleTurn(turn);
  };
}

/** Locks the lanes that are still held, in their order, and completes the turns that end. */
const fenced = (schema: string, columns: string) => `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(lane text, epoch bigint, sequence bigint, place int, completes boolean, ${columns})
  ), written AS MATERIALIZED (
    SELECT given.* FROM ${schema}.inbox_lane AS fence JOIN given USING (lane)
    WHERE fence.epoch = given.epoch AND fence.applied = given.sequence - 1 ORDER BY lane FOR UPDATE OF fence
  ), completed AS (
    UPDATE ${schema}.inbox_lane AS fence SET applied = written.sequence
    FROM written WHERE fence.lane = written.lane AND written.completes
  )`;
