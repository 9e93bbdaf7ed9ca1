import { backoff } from '@banyan/outbox';
import type { Border } from './border.ts';
import type { Queue, Received } from './queue.ts';
import { Unavailable } from '@banyan/contracts/define';
import type { Process } from '../time/process.ts';

export interface ConsumerOptions<Body> {
  readonly queue: Queue<Body>;
  readonly border: Border;
  readonly process: Process;
  readonly random: () => number;
  /** Whether further messages are taken; asked before each time. */
  readonly wanted: () => boolean;
  readonly handle: (body: Body) => Promise<void>;
  /** The defect 'acknowledged before stored'. */
  readonly deletesFirst: boolean;
}

const longPollMs = 5_000;
/** Longer than a message stays in hand, it is not worth trying: somebody else gets it. */
const attempts = 5;

/** Takes the messages of a queue: groups beside each other, those of a group one after the other, each until it is done. */
export async function consume<Body>(options: ConsumerOptions<Body>): Promise<void> {
  const { queue, border, process, wanted } = options;
  const cross = <R>(effect: () => R) => border.cross(process, async () => effect(), () => new Unavailable('SQS'));
  while (process.isThere) {
    if (!wanted()) {
      await pause(200);
      continue;
    }
    const received = await cross(() => queue.receive(longPollMs)).catch(() => undefined);
    if (!received) {
      await pause(200);
      continue;
    }
    await Promise.all([...Map.groupBy(received, ({ group }) => group).values()].map((group) => handleGroup(group, options, cross)));
  }
}

async function handleGroup<Body>(group: readonly Received<Body>[], options: ConsumerOptions<Body>, cross: <R>(effect: () => R) => Promise<R>): Promise<void> {
  const { queue, random, handle, deletesFirst } = options;
  const remove = (message: Received<Body>) => cross(() => queue.delete(message)).catch(() => undefined);
  for (const message of group) {
    if (deletesFirst) await remove(message);
    for (let failures = 1; ; failures++) {
      try {
        await handle(message.body);
        break;
      } catch {
        if (failures === attempts) return;
        await pause(backoff(failures, random));
      }
    }
    if (!deletesFirst) await remove(message);
  }
}

/** In the time of the process. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
