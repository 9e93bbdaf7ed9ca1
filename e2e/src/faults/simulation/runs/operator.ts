import { isUnavailable } from '@banyan/contracts/define';
import { withRoute, type Route } from '@banyan/strangler';
import { routeSet } from '../../history/index.ts';
import type { Chance } from '../chance.ts';
import { contracts } from '../shop/modules.ts';
import { codec, routesSeenBy } from '../shop/routes.ts';
import type { Shop } from '../shop/shop.ts';
import { Process } from '../time/process.ts';

/** Somebody who changes the routes. */
export class Operator {
  readonly #name: string;
  readonly #shop: Shop;
  readonly #chance: Chance;
  readonly #process: Process;

  constructor(number: number, shop: Shop, chance: Chance) {
    this.#name = `operator-${number}`;
    this.#shop = shop;
    this.#chance = chance;
    this.#process = new Process(this.#name, shop.time);
  }

  /** Changes them so many times. */
  work(times: number, withinMs: number): Promise<void> {
    return this.#process.run(async () => {
      for (let change = 0; change < times; change++) {
        await new Promise((resolve) => setTimeout(resolve, this.#chance.between(0, (2 * withinMs) / times)));
        await this.#change();
      }
    });
  }

  async #change(): Promise<void> {
    const { time, notebook, routes, borders, log } = this.#shop;
    const store = routesSeenBy(this.#process, routes, borders.routes);
    const newest = await orNothing(store.load());
    if (!newest) return;
    const table = withRoute(codec.decode(newest.text).table, 'orders.*', this.#route(), contracts);
    const told = notebook.begin(this.#name, routeSet, { expected: newest.version });
    const change = { table, by: this.#name, at: new Date(time.now()).toISOString(), why: 'As an operator wished.' };
    const appended = await orNothing(store.append({ version: table.version, text: codec.encode(change) }));
    log(() => `${this.#name} set ${JSON.stringify(table)}: ${appended ?? 'nobody knows'}`);
    if (appended === true) told.ok({ version: table.version });
    else if (appended === false) told.fail({ http: 412, error: 'Somebody was quicker.' });
    else told.info({ error: 'The store does not answer.' });
  }

  #route(): Route {
    const kind = this.#shop.setting.ordersHosts === 0 ? 'local' : this.#chance.pick(['local', 'canary', 'canary', 'remote'] as const);
    const more = this.#chance.hits(0.3) ? { fallback: true } : {};
    if (kind === 'local') return { kind };
    return kind === 'remote' ? { kind, target: 'orders', ...more } : { kind, target: 'orders', percent: this.#chance.whole(1, 99), ...more };
  }
}

async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isUnavailable(error)) return undefined;
    throw error;
  }
}
