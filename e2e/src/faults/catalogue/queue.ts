import { replyLost } from '../proxies/tcp/index.ts';
import type { SqsFaults } from '../proxies/sqs/faults.ts';
import type { World } from '../run/world.ts';
import { until } from '../../routing/until.ts';
import type { Fault, Injected } from './fault.ts';
import { cut, poisoned, swallowing } from './network.ts';

/** Has SQS do what it may, and waits until one of the things has happened. */
async function allowed({ ways }: World, may: SqsFaults): Promise<Injected> {
  const strict = await ways.strictQueues();
  strict.switchTo(may);
  const happened = await until('SQS to do what it may', () => strict.happened.size > 0 && [...strict.happened]);
  return { evidence: `SQS: ${happened.map(([kind, times]) => `${kind} ${times}`).join(', ')} so far`, heal: async () => strict.switchTo({}) };
}

/** SQS, and the ways to it. The emulator forgets what it holds when it ends, as SQS never does: so it is cut off, not killed. */
export const queueFaults: readonly Fault[] = [
  {
    number: 'F03',
    does: 'has the queue take orders and its answers get lost, so that nobody knows whether it did',
    shops: ['by-sqs'],
    through: ['queues'],
    tolerated: 'refusals',
    settings: { INTAKE_QUEUE_PERCENT: '100' },
    inject: ({ ways }, chance) => poisoned(ways.of('queues'), [replyLost(() => chance.happens(0.2))], 'one answer in five is lost'),
  },
  {
    number: 'F12',
    does: 'has messages come again, and to two hosts at the same time',
    shops: ['by-sqs'],
    strictQueues: true,
    tolerated: 'nothing',
    inject: (world) => allowed(world, { redelivered: 0.4, overlapping: 0.2 }),
  },
  {
    number: 'F13',
    does: 'has messages overtake each other, those of other groups and, as SQS promises not to, those of their own',
    shops: ['by-sqs'],
    strictQueues: true,
    tolerated: 'nothing',
    inject: (world) => allowed(world, { groupsReordered: 0.4, messagesReordered: 0.3 }),
  },
  {
    number: 'F18',
    does: 'has SQS away, or take everything and never answer',
    shops: ['by-sqs'],
    through: ['queues'],
    tolerated: 'nothing',
    inject: ({ ways }, chance) => (chance.happens(0.5) ? cut(ways.of('queues')) : swallowing(ways.of('queues'))),
  },
  {
    number: 'F19',
    does: 'has SQS be slow, refuse what is too much, and do batches in part',
    shops: ['by-sqs'],
    strictQueues: true,
    tolerated: 'nothing',
    inject: (world) => allowed(world, { slow: 0.2, slowMilliseconds: 1_500, throttled: 0.2, entriesFailed: 0.3 }),
  },
];
