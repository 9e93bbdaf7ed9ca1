export { memoryInbox, type MemoryInbox } from './memory-inbox.ts';
export { memoryLaneLeases, type MemoryLaneLeases } from './memory-lane-leases.ts';
export { memoryOutbox, type MemoryOutbox } from './memory-outbox.ts';
