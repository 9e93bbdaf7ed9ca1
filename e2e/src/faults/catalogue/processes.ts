import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../run/chance.ts';
import type { World } from '../run/world.ts';
import { again } from './again.ts';
import type { Fault, Injected } from './fault.ts';

/** Longer than any lease: those of inboxes last 15 s, those of outboxes 30 s. */
const pastTheInboxLease = 18;
const pastTheOutboxLease = 33;

/** Kills one of them, at any instant, and starts it again a moment later. */
async function killOnce({ processes }: World, chance: Chance, names: readonly string[]): Promise<string> {
  const name = chance.oneOf(names);
  const evidence = await processes.kill(name);
  await pause(chance.whole(0, 500));
  await processes.start(name);
  return evidence;
}

const killed = (world: World, chance: Chance, ...names: readonly string[]): Promise<Injected> =>
  again(() => killOnce(world, chance, names), () => chance.whole(300, 1_500));

/** Kills it, and starts it again when the fault is healed. */
async function away({ processes }: World, name: string): Promise<Injected> {
  return { evidence: await processes.kill(name), heal: () => processes.start(name) };
}

async function frozen({ processes }: World, name: string): Promise<Injected> {
  return { evidence: await processes.freeze(name), heal: async () => processes.thaw(name) };
}

/** Processes that are killed, are away or stand still. */
export const processFaults: readonly Fault[] = [
  {
    number: 'F01',
    does: 'kills a monolith at any instant, again and again, the others go on behind nginx',
    shops: ['behind-nginx'],
    tolerated: 'nothing',
    inject: (world, chance) => killed(world, chance, 'monolith-2', 'monolith-3'),
  },
  {
    number: 'F02',
    does: 'kills the only monolith at any instant while the queue takes all orders',
    shops: ['by-sqs'],
    tolerated: 'failures',
    settings: { INTAKE_QUEUE_PERCENT: '100' },
    inject: (world, chance) => killed(world, chance, 'monolith'),
  },
  {
    number: 'F04',
    does: 'kills orders and catalog at any instant of processing, again and again',
    shops: ['by-http', 'by-sqs'],
    tolerated: 'nothing',
    inject: (world, chance) => killed(world, chance, 'orders', 'catalog'),
  },
  {
    number: 'F05',
    does: 'kills orders again and again while it takes messages from its queue',
    shops: ['by-sqs'],
    tolerated: 'nothing',
    inject: (world, chance) => killed(world, chance, 'orders'),
  },
  {
    number: 'F06',
    does: 'kills the monolith, whose relay sends what its outbox holds, at any instant',
    shops: ['by-http', 'by-sqs'],
    tolerated: 'failures',
    inject: (world, chance) => killed(world, chance, 'monolith'),
  },
  {
    number: 'F07',
    does: 'has one of three monoliths stand still past the leases of its relay and its lanes',
    shops: ['behind-nginx'],
    tolerated: 'failures',
    lasts: pastTheOutboxLease,
    inject: (world) => frozen(world, 'monolith-2'),
  },
  {
    number: 'F16',
    does: 'has orders stand still past its lease while it has taken messages from the queue',
    shops: ['by-sqs'],
    tolerated: 'nothing',
    lasts: pastTheInboxLease,
    inject: (world) => frozen(world, 'orders'),
  },
  {
    number: 'F20',
    does: 'has orders away for most of the run, then lets it catch up',
    shops: ['by-http', 'by-sqs'],
    tolerated: 'nothing',
    inject: (world) => away(world, 'orders'),
  },
  {
    number: 'F30',
    does: 'has orders stand still past the lease of its lanes, as a long collection of garbage does',
    shops: ['by-http'],
    tolerated: 'nothing',
    lasts: pastTheInboxLease,
    inject: (world) => frozen(world, 'orders'),
  },
  {
    number: 'F51',
    does: 'kills any process of the business without a word: monolith, orders, catalog or the payment provider',
    shops: ['by-http', 'by-sqs'],
    tolerated: 'failures',
    inject: (world, chance) => killed(world, chance, 'monolith', 'orders', 'catalog', 'payment-provider'),
  },
];
