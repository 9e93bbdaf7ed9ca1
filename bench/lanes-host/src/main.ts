import 'reflect-metadata';
import { openDatabase, postgresInbox } from '@banyan/adapter-postgres';
import { createLanes, type InboxStore, type LaneLoop } from '@banyan/outbox';
import type { Asked } from '../../src/lanes/own.ts';
import { clock, work, type Executed, type WorkDone } from '../../src/lanes/work.ts';
import { probeCall } from '../../src/probe-call.ts';

/** A host that works off one inbox as its modules' lanes are worked off, with a handler that does nothing. */
const database = await openDatabase({ module: 'probe', url: process.env['PROBE_DATABASE_URL'] ?? '', poolSize: 10 });
const inbox = postgresInbox(database, 'probe');

let executed: Executed[] = [];
let endedAt = 0;
let lanes: LaneLoop | undefined;

const store: Pick<InboxStore, 'claim' | 'settle'> = {
  claim: (limits) => inbox.claim(limits),
  async settle(progress) {
    const mine = await inbox.settle(progress);
    endedAt = clock();
    return mine;
  },
};

const answers: Readonly<Record<Asked, () => Promise<unknown>>> = {
  async fill() {
    for (let sequence = 1; sequence <= work.callsPerLane; sequence++) {
      await inbox.receive(Array.from({ length: work.lanes }, (_, lane) => probeCall(lane, sequence)));
    }
  },
  async start() {
    executed = [];
    lanes = createLanes({
      store,
      handle: async ({ lane, sequence }) => void executed.push({ lane, sequence, at: clock() }),
      onError: (error) => console.error(error),
      random: Math.random,
    });
    lanes.start();
  },
  count: async () => executed.length,
  async stop(): Promise<WorkDone> {
    await lanes?.stop();
    return { executed, endedAt };
  },
};

process.on('message', (asked: Asked) => {
  void answers[asked]().then((answer) => process.send?.(answer ?? null));
});
process.once('disconnect', () => void database.dataSource.destroy());
process.send?.({ url: 'ready' });
