import { setTimeout as pause } from 'node:timers/promises';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import type { Plan } from '../replay/plan/plan.ts';
import { planOf } from '../replay/replay.ts';
import { account } from '../replay/report/account.ts';
import { bringIn } from '../replay/shop/bring-in.ts';
import { operatorApi } from '../replay/shop/operator-api.ts';
import { startShop, type Shop } from '../start/index.ts';
import { shown } from '../start/root.ts';
import { generatedPlan, stock } from './generated-plan.ts';
import { startLoad, type Load } from './load/load.ts';
import type { Phase } from './load/request-tally.ts';
import type { Narrator } from './narrator.ts';
import { Operator } from './operator.ts';
import type { DemoOptions } from './options.ts';
import { faultyProxy } from './proxy/faulty-proxy.ts';
import { bestSeller, full, quick, type Scale } from './scale.ts';
import { scenes, type Found, type Stage } from './scenes.ts';
import type { Result } from './table.ts';

/** The world around a demo. */
export interface DemoSurroundings {
  readonly narrator: Narrator;
  /** Breaks it off. */
  readonly signal: AbortSignal;
}

/**
 * Starts a shop, has shoppers use it, and moves its modules out and back meanwhile. Everything is stopped at the end.
 * @throws {Error} if a scene did not end as it should, the shop could not be started, or the demo was broken off
 */
export async function demo(options: DemoOptions, surroundings: DemoSurroundings): Promise<Result> {
  const { narrator, signal } = surroundings;
  const scale = options.quick ? quick : full;
  const proxies = { catalog: await faultyProxy(), orders: await faultyProxy() };
  try {
    narrator.heading('A shop is started');
    const plan = await planFor(options, scale);
    const shop = await startShop(
      { split: ['orders', 'catalog'], via: 'http', replies: 'http', port: 0, console: 0, data: options.data, fresh: true, demo: false },
      {
        environment: { LOG_LEVEL: 'warn' },
        report: (line) => narrator.say(line),
        signal,
        reachedAt: { catalog: proxies.catalog.url, orders: proxies.orders.url },
      },
    );
    try {
      for (const name of ['catalog', 'orders'] as const) proxies[name].leadTo(shop.hosts.find((host) => host.name === name)?.url ?? '');
      return await playTo(shop, plan, { ...surroundings, scale, proxies, data: options.data });
    } finally {
      narrator.say('Stopping …');
      await shop.stop();
    }
  } finally {
    await Promise.all([proxies.catalog.close(), proxies.orders.close()]);
  }
}

function planFor({ file, data }: DemoOptions, { generated }: Scale): Promise<Plan> {
  return file === undefined ? generatedPlan(data, generated) : planOf({ file, stock });
}

interface Playing extends DemoSurroundings, Pick<Stage, 'scale' | 'proxies'> {
  readonly data: string;
}

async function playTo(shop: Shop, plan: Plan, { narrator, signal, scale, proxies, data }: Playing): Promise<Result> {
  const { controlUrl = '', controlToken = '' } = shop;
  const operator = new Operator({ controlUrl, controlToken }, { narrator, signal });
  narrator.say(`It answers at ${shop.publicUrl}, in ${shop.hosts.length} processes. To look on from another terminal:`);
  narrator.quote(`(set -a; . ${shown(data)}/operator.env; npx banyan rollout status)`);
  narrator.say(`Or in a browser, with any name and BANYAN_CONTROL_TOKEN of ${shown(data)}/operator.env: ${shop.consoleUrl}`);
  for (const module of ['catalog', 'orders']) await operator.change('set', `${module}.*`, 'local');
  narrator.say(`Bringing in ${plan.products.length} products and ${plan.customers.length} customers …`);
  const tokens = await bringIn(plan, { catalog: operatorApi(catalog, shop), accounts: operatorApi(accounts, shop) });

  const best = bestSeller(plan.orders);
  const load = startLoad({ publicUrl: shop.publicUrl, plan, tokens, bestSeller: best, scale, signal });
  let over = false;
  try {
    const untilMeasured = (phase: Phase) => measured(load, phase, { scale, narrator, signal });
    const played = await playScenes({ narrator, operator, load, proxies, bestSeller: best, scale, untilMeasured }, shop.consoleUrl ?? '');
    narrator.say('The shoppers go. Waiting for the last orders …');
    over = true;
    return resultOf(plan, load, await load.finish(), played);
  } finally {
    if (!over) await load.finish().catch(() => undefined);
  }
}

interface Played extends Found {
  readonly title: string;
  readonly took: number;
}

async function playScenes(stage: Stage, consoleUrl: string): Promise<Played[]> {
  const played: Played[] = [];
  for (const [index, scene] of scenes.entries()) {
    stage.narrator.heading(`${index + 1}. ${scene.title}`);
    stage.narrator.say(`To be seen at ${consoleUrl}${scene.look}`);
    const begun = performance.now();
    const found = await scene.play(stage);
    played.push({ ...found, title: scene.title, took: performance.now() - begun });
  }
  return played;
}

async function measured({ tally }: Load, phase: Phase, { scale, narrator, signal }: Pick<Playing, 'scale' | 'narrator' | 'signal'>): Promise<void> {
  while (tally.requestsIn(phase) < scale.measured) {
    narrator.waiting(`${tally.requestsIn(phase)} of ${scale.measured} requests ${phase === 'moving' ? 'to warm up' : 'measured'}`);
    await pause(100, undefined, { signal });
  }
  if (phase === 'moving') return;
  const { p50, p99 } = tally.latencyIn(phase);
  narrator.say(`${scale.measured} requests: half within ${p50.toFixed(1)} ms, 99 % within ${p99.toFixed(1)} ms; ${tally.failed} failed.`);
}

function resultOf(plan: Plan, { tally }: Load, outcomes: Parameters<typeof account>[1], played: readonly Played[]): Result {
  const { report, unaccounted } = account(plan, outcomes);
  return {
    requests: tally.requests,
    failed: tally.failed,
    failures: [...tally.failures, ...unaccounted.slice(0, 5).map(({ invoice, why }) => `The order of invoice ${invoice}: ${why}`)],
    orders: { accepted: report.accepted, confirmed: report.confirmed },
    mismatches: played.reduce((sum, { mismatches = 0 }) => sum + mismatches, 0),
    scenes: played.map(({ title, took }) => ({ title, took })),
    home: tally.latencyIn('home'),
    away: tally.latencyIn('away'),
  };
}
