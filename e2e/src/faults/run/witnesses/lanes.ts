import type { LaneEntry } from '../../checker/index.ts';
import type { Owner } from '../owner.ts';

const entries = `
  SELECT jsonb_strip_nulls(jsonb_build_object('lane', lane, 'position', position, 'by', who, 'kind', kind, 'epoch', epoch,
    'sequence', sequence, 'messageId', message_id, 'orderId', order_id, 'step', step)) AS entry
  FROM faults.lane_entry ORDER BY lane, position`;

/** What the journal of the lanes holds; see `keepLaneJournal`. */
export async function readLanes({ query }: Pick<Owner, 'query'>): Promise<LaneEntry[]> {
  return (await query<{ entry: LaneEntry }>(entries)).map(({ entry }) => entry);
}
