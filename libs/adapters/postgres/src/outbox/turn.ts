import type { Turn } from '@banyan/contracts/define';
import { StaleTurn } from '@banyan/outbox';
import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';

/**
 * Keeps everybody else from this lane until the transaction ends: the first statement of every transaction in which
 * a deferred handler changes something.
 * @throws {StaleTurn} if the handler was overtaken, or the call was applied
 */
export async function holdTurn(tx: Sql, module: string, turn: Turn): Promise<void> {
  const rows = await tx.query(
    `SELECT 1 AS held FROM ${schemaOf(module)}.inbox_lane WHERE lane = $1 AND epoch = $2 AND applied = $3::bigint - 1 FOR UPDATE`,
    [turn.lane, turn.epoch, turn.sequence],
  );
  if (rows.length === 0) throw new StaleTurn(turn);
}

/**
 * Completes the turn, alone or as part of the handler's last transaction, so that its effects and the end of the call
 * are one: the call is executed once, in order, by whoever holds the lane.
 * @throws {StaleTurn} if the handler was overtaken, or the call was applied
 */
export async function completeTurn(sql: Sql, module: string, turn: Turn): Promise<void> {
  const rows = await sql.query(
    `UPDATE ${schemaOf(module)}.inbox_lane SET applied = $3 WHERE lane = $1 AND epoch = $2 AND applied = $3::bigint - 1 RETURNING 1 AS completed`,
    [turn.lane, turn.epoch, turn.sequence],
  );
  if (rows.length === 0) throw new StaleTurn(turn);
}
