import type { MismatchSample } from '@banyan/strangler';
import type { Load } from './load/load.ts';
import type { Phase } from './load/request-tally.ts';
import type { Narrator } from './narrator.ts';
import type { Operator } from './operator.ts';
import type { FaultyProxy } from './proxy/faulty-proxy.ts';
import { TOO_MUCH, wrongPrice } from './proxy/wrong-price.ts';
import { SLOW_BUILD_MS, SLOWER_BY_MS, type Scale } from './scale.ts';

/** So many that more than the 50 answers below which nothing is concluded are those of single products. */
const ENOUGH_TO_COMPARE = { calls: 150, seconds: 0 };
/** The steps of a second and a third attempt. */
const AGAIN = ['canary:25,canary:100,remote', 'canary:50,remote'];
const WENT_ON = 'The rollout went on, though a fault was planted.';

/** What the scenes play with. */
export interface Stage {
  readonly narrator: Narrator;
  readonly operator: Operator;
  readonly load: Load;
  readonly proxies: { readonly catalog: FaultyProxy; readonly orders: FaultyProxy };
  readonly bestSeller: { readonly sku: string };
  readonly scale: Scale;
  /** Resolves once so many requests of the phase have been answered. */
  readonly untilMeasured: (phase: Phase) => Promise<void>;
}

/** What a scene has found. */
export interface Found {
  readonly mismatches?: number;
}

/** A part of the demo, named in its table. A scene throws if it does not end as it should. */
export interface Scene {
  readonly title: string;
  /** The page of the console on which it is to be seen. */
  readonly look: string;
  play(stage: Stage): Promise<Found>;
}

export const scenes: readonly Scene[] = [
  {
    title: 'All at home',
    look: '/',
    async play({ narrator, load, scale, untilMeasured }) {
      narrator.say(`Shoppers come: ${scale.browsing} pages, ${scale.looking} looks at orders and ${scale.ordering} orders a second.`);
      await untilMeasured('moving');
      load.tally.enter('home');
      await untilMeasured('home');
      load.tally.enter('moving');
      return {};
    },
  },
  {
    title: 'A wrong price, found by shadow',
    look: '/operations/catalog.getProduct',
    async play(stage) {
      const { narrator, operator, proxies, bestSeller } = stage;
      narrator.say(`Planted: the catalog host answers ${bestSeller.sku} at ${TOO_MUCH} too much. Shoppers are answered at home while it is compared.`);
      proxies.catalog.plant(wrongPrice(bestSeller.sku));
      const since = (await operator.version()) + 1;
      await operator.change(...startOf('catalog', `shadow:100,${stage.scale.steps}`, ENOUGH_TO_COMPARE));
      if ((await operator.follow('catalog.*')) !== 'rolledBack') throw new Error(WENT_ON);
      const mismatches = await showMismatches(stage, since);
      proxies.catalog.plant();
      return { mismatches };
    },
  },
  {
    title: 'The price mended: the catalogue moves out',
    look: '/rollouts/catalog.*',
    async play(stage) {
      stage.narrator.say('The same again, with the right price.');
      await moveOut(stage, 'catalog', `shadow:100,${stage.scale.steps}`, stage.scale.catalogue);
      return {};
    },
  },
  {
    title: 'A slow build, found by canary',
    look: '/rollouts/orders.*',
    async play({ narrator, operator, proxies, scale }) {
      narrator.say(`Planted: the orders host answers ${SLOW_BUILD_MS} ms later. A quarter of the buyers are sent there.`);
      proxies.orders.plant({ delay: SLOW_BUILD_MS });
      await operator.change(...startOf('orders', 'canary:25,remote', scale.orders));
      if ((await operator.follow('orders.*')) !== 'rolledBack') throw new Error(WENT_ON);
      proxies.orders.plant();
      return {};
    },
  },
  {
    title: 'The build mended: the orders move out',
    look: '/rollouts/orders.*',
    async play(stage) {
      stage.narrator.say('The same again, as quick as it was. A buyer who is answered there stays there as the share rises.');
      await moveOut(stage, 'orders', stage.scale.steps, stage.scale.orders);
      return {};
    },
  },
  {
    title: 'Both away',
    look: '/',
    async play({ narrator, load, untilMeasured }) {
      narrator.say('Catalogue and orders are processes of their own now. The shop is measured once more.');
      load.tally.enter('away');
      await untilMeasured('away');
      load.tally.enter('moving');
      return {};
    },
  },
  {
    title: 'Back home',
    look: '/history',
    async play({ narrator, operator }) {
      narrator.say('One command each, while orders are being placed.');
      for (const entry of ['orders.*', 'catalog.*']) await operator.change('rollout', 'rollback', entry);
      return {};
    },
  },
];

/** A gate cannot tell a slow target from a machine that is busy with something else just then: such a rollout is begun again. */
async function moveOut({ narrator, operator }: Stage, module: 'catalog' | 'orders', steps: string, gate: Scale['catalogue']): Promise<void> {
  for (const plan of [steps, ...AGAIN]) {
    if (plan !== steps) narrator.say('Taken back, though nothing was planted: the machine is busy. It is begun again, in fewer steps.');
    await operator.change(...startOf(module, plan, gate));
    if ((await operator.follow(`${module}.*`)) === 'done') return;
  }
  throw new Error(`${module} was taken back ${AGAIN.length + 1} times, though nothing was planted. Try again when the machine is less busy.`);
}

function startOf(module: 'catalog' | 'orders', steps: string, { calls, seconds }: Scale['catalogue']): string[] {
  const gate = ['--minimum-samples', String(calls), '--dwell', String(seconds), '--slower-by-ms', String(SLOWER_BY_MS)];
  return ['rollout', 'start', `${module}.*`, '--target', module, '--steps', steps, ...gate];
}

/** @returns how many answers differed */
async function showMismatches({ narrator, operator }: Stage, since: number): Promise<number> {
  await operator.show('shadow', 'report', 'catalog.getProduct', '--since', String(since), '--samples', '1');
  const { samples } = await operator.shadows('catalog.getProduct', since);
  const difference = samples[0]?.differences[0];
  if (!difference?.pointer.includes('price')) throw new Error('Shadow did not find the wrong price that was planted.');
  narrator.say(`Found: ${words(difference)}.`);
  const { shadows } = await operator.shadows('catalog.*', since);
  return shadows.reduce((sum, { tally }) => sum + tally.mismatched, 0);
}

function words({ pointer, home, target }: MismatchSample['differences'][number]): string {
  return `${pointer} is ${home ?? 'nothing'} at home and ${target ?? 'nothing'} at the target`;
}
