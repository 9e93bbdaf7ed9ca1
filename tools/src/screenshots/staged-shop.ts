import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { controlClient, type ControlClient } from '../banyan/control-client.ts';
import { generatedPlan } from '../demo/generated-plan.ts';
import { startLoad } from '../demo/load/load.ts';
import { faultyProxy, type FaultyProxy } from '../demo/proxy/faulty-proxy.ts';
import { bestSeller } from '../demo/scale.ts';
import type { Plan } from '../replay/plan/plan.ts';
import { bringIn } from '../replay/shop/bring-in.ts';
import { operatorApi } from '../replay/shop/operator-api.ts';
import { startShop, type Shop } from '../start/shop.ts';
import { parkOrders } from './park-orders.ts';
import { playRollouts } from './play-rollouts.ts';

/** A shop in which there is something to see of everything: shoppers, a rollout under way, answers that differ, orders that are parked. */
export interface StagedShop {
  readonly consoleUrl: string;
  /** The operator's. */
  readonly token: string;
  stop(): Promise<void>;
}

/** Orders that are made up: more than are played. */
const generated = 1_500;
/** Requests a second. */
const load = { browsing: 60, looking: 30, ordering: 3 };

/** Starts one, the same each time but for its clock. @param data a new folder, in which it is kept */
export async function stagedShop(data: string, report: (line: string) => void): Promise<StagedShop> {
  const proxy = await faultyProxy();
  const plan = await generatedPlan(data, generated);
  const shop = await startShop(
    { split: ['orders', 'catalog'], via: 'http', replies: 'http', port: 0, console: 0, data, fresh: true, demo: false },
    { environment: process.env, report, reachedAt: { catalog: proxy.url } },
  );
  proxy.leadTo(shop.hosts.find(({ name }) => name === 'catalog')!.url);
  const leaving = new AbortController();
  const control = controlClient({ url: shop.controlUrl!, token: shop.controlToken! });
  const stopLoad = await play(shop, plan, { control, proxy, data, signal: leaving.signal });
  return {
    consoleUrl: shop.consoleUrl!,
    token: shop.controlToken!,
    stop: async () => {
      await stopLoad();
      leaving.abort();
      await shop.stop();
      await proxy.close();
    },
  };
}

interface Playing {
  readonly control: ControlClient;
  readonly proxy: FaultyProxy;
  readonly data: string;
  readonly signal: AbortSignal;
}

/** @returns has the shoppers go */
async function play(shop: Shop, plan: Plan, { control, proxy, data, signal }: Playing): Promise<() => Promise<unknown>> {
  const tokens = await bringIn(plan, { catalog: operatorApi(catalog, shop), accounts: operatorApi(accounts, shop) });
  await parkOrders(shop, { plan, data, control });
  const best = bestSeller(plan.orders);
  const shoppers = startLoad({ publicUrl: shop.publicUrl, plan, tokens, bestSeller: best, scale: load, signal });
  await playRollouts(control, { proxy, sku: best.sku });
  return () => shoppers.finish();
}
