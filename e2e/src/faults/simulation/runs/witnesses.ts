import type { Witnesses } from '../../checker/index.ts';
import type { Shop } from '../shop/shop.ts';

/** Work that is not done, by where it is. */
export function leftoversOf({ database, queues }: Shop): { readonly where: string; readonly count: number }[] {
  const inQueues = (['checkout', 'orders'] as const).flatMap((module) => [
    { where: `${module}.fifo`, count: queues.calls[module].size },
    { where: `${module}-acknowledgements`, count: queues.acknowledgements[module].size },
  ]);
  return [...database.waiting(), ...inQueues, { where: 'checkout-intake.fifo', count: queues.intake.size }];
}

/** What is found in the shop's tables and at the provider. */
export async function witnessesOf(shop: Shop): Promise<Witnesses> {
  const { database, provider, routes } = shop;
  return {
    orders: database.orders.rows(),
    intake: database.intakes.rows(),
    notExecuted: database.intakes.unexecuted(),
    heard: database.states.rows(),
    stock: database.stock.rows(),
    movements: database.stock.movements(),
    ledger: provider.ledger,
    lanes: database.inboxes.orders.entries,
    routeVersions: (await routes.history({ limit: 1_000 })).map(({ version }) => version),
    leftovers: leftoversOf(shop),
  };
}
