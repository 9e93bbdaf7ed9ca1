import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { controlClient, RefusedByControl, type ChangeAnswer, type RoutesAnswer } from '@banyan/tools/banyan';
import { routeSet } from '../history/index.ts';
import type { World } from '../run/world.ts';
import { again } from './again.ts';
import type { Fault, Injected } from './fault.ts';
import { cut } from './network.ts';

/** Where orders may be answered. */
const homes = [{ kind: 'local' }, { kind: 'remote', target: 'orders' }, { kind: 'canary', target: 'orders', percent: 40 }] as const;

/**
 * Operators who move orders here and there, each change made from the version that was read, until it is healed: then orders are at their host again. The changes
 * are recorded.
 */
export async function flapping(world: World, { operators = 1, perSecond }: { readonly operators?: number; readonly perSecond: number }): Promise<Injected> {
  let changes = 0;
  const change = async (operator: number) => {
    const route = homes[changes++ % homes.length]!;
    return setOrders(world, route, `operator-${operator}`);
  };
  const going = await Promise.all(Array.from({ length: operators }, (_, operator) => again(() => change(operator), () => 1_000 / perSecond)));
  return {
    evidence: going.map(({ evidence }) => evidence).join(', '),
    heal: async () => {
      await Promise.all(going.map((one) => one.heal()));
      await takeHome(world);
    },
  };
}

/** A change that somebody else was quicker than is a change that was refused; so is one of routes that cannot be read, and it is none for the record. */
async function setOrders({ tested, recorder }: World, route: (typeof homes)[number], by: string): Promise<string> {
  const control = controlClient({ url: tested.shop.controlUrl ?? '', token: tested.shop.controlToken ?? '' });
  const read = await control.get<RoutesAnswer>('routes').catch(() => undefined);
  if (!read) return 'a change was refused, since the routes could not be read';
  const { version } = read;
  const begun = recorder.begin(routeSet, { expected: version });
  try {
    const made = await control.send<ChangeAnswer>('PUT', 'routes', { entry: 'orders.*', route, by, why: 'a run of faults', ifVersion: version });
    begun.ok({ version: made.version });
    return `version ${made.version} sends orders ${route.kind}`;
  } catch (error) {
    const problem = { error: String(error).slice(0, 500) };
    if (error instanceof RefusedByControl) begun.fail(problem);
    else begun.info(problem);
    return `a change of version ${version} was refused`;
  }
}

/** Routes may only be changed while their store is there; whoever heals has seen to that. */
async function takeHome(world: World): Promise<void> {
  for (let left = 50; left > 0; left--) {
    if (!(await setOrders(world, homes[1], 'operator-0')).includes('refused')) return;
    await pause(200);
  }
  throw new Error('The routes of orders could not be set again once all was healed.');
}

/** Routes that change, and what keeps them. */
export const routeFaults: readonly Fault[] = [
  {
    number: 'F43',
    does: 'has the store of the routes away while hosts are killed and start with the last good ones',
    shops: ['by-http'],
    through: ['routing'],
    tolerated: 'nothing',
    inject: async ({ ways, processes }) => {
      const store = await cut(ways.of('routing'));
      const killed = await processes.kill('orders');
      await processes.start('orders');
      return { ...store, evidence: `${store.evidence}; ${killed} and has started without it` };
    },
  },
  {
    number: 'F44',
    does: 'has a host start with last good routes that somebody has overwritten, with and without their store',
    shops: ['by-http'],
    through: ['routing'],
    tolerated: 'nothing',
    inject: async ({ ways, processes, tested }, chance) => {
      const isAway = chance.happens(0.5);
      const killed = await processes.kill('orders');
      const folder = join(tested.folder, 'routes');
      const file = join(folder, (await readdir(folder)).find((name) => name.startsWith('orders.')) ?? 'orders.routes');
      await writeFile(file, chance.oneOf(['', '{"version":999,"routes":{}}', '\u0000'.repeat(2_000)]));
      const store = isAway ? await cut(ways.of('routing', ({ from }) => from === 'orders')) : undefined;
      await processes.start('orders');
      return { evidence: `${killed}, and ${file} was overwritten${store ? `; ${store.evidence}` : ''}`, heal: async () => store?.heal() };
    },
  },
  {
    number: 'F45',
    does: 'has two operators send orders here and there, ten times a second',
    shops: ['by-http'],
    tolerated: 'nothing',
    inject: (world) => flapping(world, { operators: 2, perSecond: 5 }),
  },
  {
    number: 'F46',
    does: 'has one host not hear of the changes that an operator makes, so that hosts disagree',
    shops: ['by-http'],
    through: ['routing'],
    tolerated: 'nothing',
    inject: async (world, chance) => {
      const deaf = chance.oneOf(['orders', 'catalog']);
      const store = await cut(world.ways.of('routing', ({ from }) => from === deaf));
      const changes = await flapping(world, { perSecond: 2 });
      return {
        evidence: `${store.evidence}; ${changes.evidence}`,
        heal: async () => {
          await store.heal();
          await changes.heal();
        },
      };
    },
  },
  {
    number: 'F47',
    does: 'shadows what the catalogue is asked with a host that stands still',
    shops: ['by-http'],
    tolerated: 'nothing',
    inject: async ({ tested, processes }) => {
      const control = controlClient({ url: tested.shop.controlUrl ?? '', token: tested.shop.controlToken ?? '' });
      const set = (route: object) => control.send<ChangeAnswer>('PUT', 'routes', { entry: 'catalog.*', route, by: 'operator', why: 'a run of faults' });
      const { version } = await set({ kind: 'shadow', target: 'catalog', percent: 100 });
      await pause(2_000);
      const evidence = await processes.freeze('catalog');
      return {
        evidence: `version ${version} shadows catalog; ${evidence}`,
        heal: async () => {
          processes.thaw('catalog');
          await set({ kind: 'remote', target: 'catalog' });
        },
      };
    },
  },
];
