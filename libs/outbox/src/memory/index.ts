export { memoryInbox } from './memory-inbox.ts';
export { memoryOutbox, type MemoryOutbox } from './memory-outbox.ts';
