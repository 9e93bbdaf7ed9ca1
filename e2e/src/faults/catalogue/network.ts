import { bandwidth, halfOpen, latency, replyLost, reset, truncation, type Toxic } from '../proxies/tcp/index.ts';
import type { Chance } from '../run/chance.ts';
import type { OnTheWay } from '../run/ways.ts';
import { again } from './again.ts';
import type { Fault, Injected } from './fault.ts';

/** Puts toxics on ways until the fault is healed. @param what the toxics do, as people say it */
export async function poisoned(ways: readonly OnTheWay[], toxics: readonly Toxic[], what: string): Promise<Injected> {
  for (const { proxy } of ways) proxy.put(...toxics);
  return { evidence: `${namesOf(ways)}: ${what}`, heal: async () => ways.forEach(({ proxy }) => proxy.takeOff(...toxics)) };
}

/** Breaks ways and refuses everybody there until the fault is healed. */
export async function cut(ways: readonly OnTheWay[]): Promise<Injected> {
  const connections = ways.reduce((sum, { proxy }) => sum + proxy.connections, 0);
  await Promise.all(ways.map(({ proxy }) => proxy.cut()));
  return {
    evidence: `${namesOf(ways)}: cut, with ${connections} connections`,
    heal: async () => void (await Promise.all(ways.map(({ proxy }) => proxy.mend()))),
  };
}

/** Has ways swallow everything until the fault is healed; whoever then says something on such a connection finds it broken. */
export async function swallowing(ways: readonly OnTheWay[]): Promise<Injected> {
  const toxic = halfOpen();
  const connections = ways.reduce((sum, { proxy }) => sum + proxy.connections, 0);
  for (const { proxy } of ways) proxy.put(toxic);
  return {
    evidence: `${namesOf(ways)}: ${connections} connections swallow everything`,
    heal: async () => {
      for (const { proxy } of ways) {
        await proxy.cut();
        proxy.takeOff(toxic);
        await proxy.mend();
      }
    },
  };
}

/** Resets whatever is connected, at any instant, again and again. */
export function resetNowAndThen(ways: readonly OnTheWay[], chance: Chance): Promise<Injected> {
  return again(
    async () => {
      const connections = ways.reduce((sum, { proxy }) => sum + proxy.connections, 0);
      const toxic = reset();
      for (const { proxy } of ways) proxy.put(toxic);
      for (const { proxy } of ways) proxy.takeOff(toxic);
      return `${namesOf(ways)}: ${connections} connections were reset`;
    },
    () => chance.whole(100, 800),
  );
}

const namesOf = (ways: readonly OnTheWay[]) => ways.map(({ from, to }) => `${from} to ${to}`).join(', ');

/** Two or three of the hosts' ways to each other, as chance has it: both directions, or one. */
function someOf(ways: readonly OnTheWay[], chance: Chance): OnTheWay[] {
  return chance.shuffled(ways).slice(0, chance.whole(1, ways.length));
}

/** What is wrong between hosts that call each other. */
export const networkFaults: readonly Fault[] = [
  {
    number: 'F31',
    does: 'cuts hosts off from each other, in one direction or both',
    shops: ['by-http'],
    through: ['hosts'],
    tolerated: 'nothing',
    inject: ({ ways }, chance) => cut(someOf(ways.of('hosts'), chance)),
  },
  {
    number: 'F32',
    does: 'has hosts answer each other many times slower',
    shops: ['by-http'],
    through: ['hosts'],
    tolerated: 'nothing',
    inject: ({ ways }, chance) => {
      const [milliseconds, jitter] = [chance.whole(200, 800), chance.whole(0, 400)];
      return poisoned(ways.of('hosts'), [latency('toClient', { milliseconds, jitter, random: chance.share })], `answers take ${milliseconds} to ${milliseconds + jitter} ms more`);
    },
  },
  {
    number: 'F34',
    does: 'has the answers of hosts come in part, or trickle',
    shops: ['by-http'],
    through: ['hosts'],
    tolerated: 'nothing',
    inject: ({ ways }, chance) => {
      const bytes = chance.whole(20, 600);
      return chance.happens(0.5)
        ? poisoned(ways.of('hosts'), [truncation('toClient', bytes)], `connections end after ${bytes} bytes of answers`)
        : poisoned(ways.of('hosts'), [bandwidth('toClient', { bytesPerSecond: 10 * bytes })], `answers come at ${10 * bytes} bytes a second`);
    },
  },
  {
    number: 'F35',
    does: 'has half of what hosts answer each other get lost, so that everybody is tempted to try again',
    shops: ['by-http'],
    through: ['hosts'],
    tolerated: 'nothing',
    inject: ({ ways }, chance) => poisoned(ways.of('hosts'), [replyLost(() => chance.happens(0.5))], 'half of the answers are lost'),
  },
];
