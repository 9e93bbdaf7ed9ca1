import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, postgresInbox } from '@banyan/adapter-postgres';
import { createLanes, type LaneLoop } from '@banyan/outbox';
import { clock } from '../../src/lanes/work.ts';
import { probeCall } from '../../src/probe-call.ts';
import type { Asked, Drawn, Execution, Seen } from '../../src/workers/asked.ts';

/** A worker: a process that works off one inbox as hosts work off their modules' lanes, with a handler that waits as an order waits for its payment. */
const database = await openDatabase({ module: 'probe', url: process.env['PROBE_DATABASE_URL'] ?? '', poolSize: 10 });
const inbox = postgresInbox(database, 'probe');

let executed: Execution[] = [];
let arrived: { lane: string; at: number }[] = [];
let lanes: LaneLoop | undefined;

const exponential = (mean: number, chance: number) => -Math.log(1 - chance) * mean;

/** Multiples of the golden ratio, of which also a few are spread evenly. */
let draws = 0;
const chances: Readonly<Record<Drawn, () => number>> = { evenly: () => (++draws * 0.618_033_988_749_895) % 1, 'by chance': Math.random };

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.ask) {
    case 'fill':
      for (let sequence = 1; sequence <= asked.callsPerLane; sequence++) {
        await inbox.receive(Array.from({ length: asked.lanes }, (_, lane) => probeCall(lane, sequence)));
      }
      return undefined;
    case 'start':
      return start(asked);
    case 'arrive':
      return arrive(asked);
    case 'count':
      return executed.length;
    case 'stop':
      await lanes?.stop();
      return { arrived, executed } satisfies Seen;
  }
}

function start({ places, meanMs, drawn }: Extract<Asked, { ask: 'start' }>): void {
  executed = [];
  arrived = [];
  lanes = createLanes({
    store: inbox,
    concurrency: places,
    handle: async ({ lane }) => {
      const began = clock();
      await pause(exponential(meanMs, chances[drawn]()));
      executed.push({ lane, began, ended: clock() });
    },
    onError: (error) => console.error(error),
    random: Math.random,
  });
  lanes.start();
}

/** Moments are drawn beforehand, so that one that comes late delays none of those behind it. */
async function arrive({ firstLane, perSecond, seconds }: Extract<Asked, { ask: 'arrive' }>): Promise<void> {
  const begun = clock();
  const receipts: Promise<void>[] = [];
  let lane = firstLane;
  for (let at = exponential(1_000 / perSecond, Math.random()); at < seconds * 1_000; at += exponential(1_000 / perSecond, Math.random())) {
    const ahead = begun + at - clock();
    if (ahead > 1) await pause(ahead);
    receipts.push(receive(lane++));
  }
  await Promise.all(receipts);
}

async function receive(lane: number): Promise<void> {
  const call = probeCall(lane, 1);
  await inbox.receive([call]);
  arrived.push({ lane: call.lane, at: clock() });
  lanes?.nudge();
}

process.on('message', (asked: Asked) => {
  void answer(asked).then((told) => process.send?.(told ?? null));
});
process.once('disconnect', () => void database.dataSource.destroy());
process.send?.({ url: 'ready' });
