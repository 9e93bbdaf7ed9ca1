import { describeInboxStore, describeOutboxStore } from '../testing/index.ts';
import { memoryInbox, memoryOutbox } from './index.ts';

/** A clock that goes as fast as real time, and can be put forward. */
function clock() {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    pass: async (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}

describeOutboxStore('an outbox in memory', async () => {
  const { now, pass } = clock();
  const store = memoryOutbox(now);
  return { store, pass, append: async (messages) => void store.append(messages) };
});

describeInboxStore('an inbox in memory', async () => {
  const { now, pass } = clock();
  return { store: memoryInbox(now), pass };
});
