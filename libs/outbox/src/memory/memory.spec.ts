import { describeInboxStore, describeLaneLeases, describeOutboxStore } from '../testing/index.ts';
import { memoryInbox, memoryLaneLeases, memoryOutbox } from './index.ts';

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

describeLaneLeases('leases on lanes in memory', async () => {
  const leases = memoryLaneLeases({ now: Date.now, leaseMs: 200 });
  return {
    // Whoever asks no more falls silent.
    open: () => ({ leases: leases.open(), fallSilent: async () => undefined }),
    close: async () => undefined,
  };
});
