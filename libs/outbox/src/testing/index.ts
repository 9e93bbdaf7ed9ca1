export { describeInboxStore } from './inbox-store.ts';
export type { InboxUnderTest, MakeInbox } from './inbox-under-test.ts';
export { describeLaneLeases, type LeaseHolder, type LeasesUnderTest } from './lane-leases.ts';
export { call, message, sequencesOf } from './messages.ts';
export type { MakeOutbox, OutboxUnderTest } from './outbox-bench.ts';
export { describeOutboxStore } from './outbox-store.ts';
export { until } from './until.ts';
