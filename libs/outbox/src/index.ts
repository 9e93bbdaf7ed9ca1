export { backoff } from './backoff.ts';
export { batcher, isolatingBatcher, type Batcher } from './batcher.ts';
export type { ClaimedTurns, InboxStore, Progress } from './inbox-store.ts';
export type { LaneLoop, PollInterval } from './lane-loop.ts';
export { createLanes, type LanesOptions } from './lanes.ts';
export { announce, deferCall, type OutboxMessage } from './message.ts';
export type { ClaimedLane, Delivery, OutboxStore } from './outbox-store.ts';
export { createRelay, type RelayOptions } from './relay.ts';
export { isStaleTurn, StaleTurn } from './stale-turn.ts';
