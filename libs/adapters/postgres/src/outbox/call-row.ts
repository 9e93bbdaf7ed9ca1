import type { DeferredCall } from '@banyan/contracts/define';

/** A deferred call as the columns of `outbox_entry` and `inbox_entry`. */
export interface CallRow {
  readonly lane: string;
  readonly sequence: number;
  readonly destination: string;
  readonly message_id: string;
  readonly contract_version: string;
  readonly body: string;
  readonly principal: DeferredCall['principal'];
  readonly traceparent: string;
  readonly accepted_at: Date;
  readonly route_version: number;
}

export function callOf(row: CallRow): DeferredCall {
  return {
    lane: row.lane,
    sequence: row.sequence,
    destination: row.destination,
    messageId: row.message_id,
    contractVersion: row.contract_version,
    body: row.body,
    principal: row.principal,
    traceparent: row.traceparent,
    acceptedAt: row.accepted_at.toISOString(),
    routeVersion: row.route_version,
  };
}

/** The columns but the sequence, with their types, as `outbox_append` takes them. */
export const callColumns =
  'lane text, destination text, message_id text, contract_version text, body text, principal jsonb, traceparent text, accepted_at timestamptz, route_version int';

/** Calls as the JSON text of an array that `jsonb_to_recordset` reads with {@link callColumns}, by rising lane. */
export function recordsOf(calls: readonly (Omit<DeferredCall, 'sequence'> & Partial<Pick<DeferredCall, 'sequence'>>)[]): string {
  const byLane = calls.toSorted((a, b) => (a.lane < b.lane ? -1 : a.lane > b.lane ? 1 : 0));
  return JSON.stringify(byLane.map((call) => ({ sequence: call.sequence, ...recordOf(call) })));
}

/** A call as a JSON object with the names of {@link callColumns}. */
export function recordOf(call: Omit<DeferredCall, 'sequence'>): object {
  return {
    lane: call.lane,
    destination: call.destination,
    message_id: call.messageId,
    contract_version: call.contractVersion,
    body: call.body,
    principal: call.principal,
    traceparent: call.traceparent,
    accepted_at: call.acceptedAt,
    route_version: call.routeVersion,
  };
}
