import type { Shop } from '@banyan/tools/start';

/** How long a host's handlers took for the orders that it executed, all in all. */
export interface Executing {
  readonly orders: number;
  readonly seconds: number;
}

/** What orders has executed so far, by its own metrics. */
export async function executedSoFar(shop: Shop): Promise<Executing> {
  const { url } = shop.hosts.find(({ name }) => name === 'orders')!;
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const sum = (what: string) =>
    [...metrics.matchAll(new RegExp(`^banyan_deferred_call_seconds_${what}\\{[^}]*operation="orders\\.placeOrder"[^}]*\\} (\\S+)$`, 'gm'))].reduce((total, [, figure]) => total + Number(figure), 0);
  return { orders: sum('count'), seconds: sum('sum') };
}
