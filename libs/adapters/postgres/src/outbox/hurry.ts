import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';

/**
 * Makes a lane due at once that waits after a failure. One that somebody has in hand, that is parked, or that has nothing to do stays as it is.
 * @returns whether it waited
 */
export async function hurryLane(sql: Sql, module: string, lane: string): Promise<boolean> {
  const hurried = await sql.query(
    `UPDATE ${schemaOf(module)}.inbox_due SET due_at = statement_timestamp()
     WHERE lane = $1 AND NOT in_hand AND parked_at IS NULL AND due_at > statement_timestamp() RETURNING lane`,
    [lane],
  );
  return hurried.length > 0;
}
