import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FurtherHost } from '@banyan/tools/start';
import { browse, type Browsed } from './browse.ts';
import { buyInARow, settled, type Settled } from './buyers.ts';
import { Doors } from './doors.ts';
import type { LiveShop } from './live-shop.ts';
import { until } from './until.ts';

/** What became of everybody while hosts were restarted. */
export interface Restarted extends Browsed {
  /** How each restarted host says it began, `monolith: lastGood`. */
  readonly began: readonly string[];
  readonly orders: readonly Settled[];
}

/**
 * Restarts every host of a shop in turn, again and again until the time is up, while shoppers browse and buy at whichever instance of
 * the monolith is not being restarted, as a load balancer would have it.
 * @param further another instance of the monolith; it has been stopped at the end
 * @param minutes 0 for once
 */
export async function restartAll(live: LiveShop, further: FurtherHost, minutes: number): Promise<Restarted> {
  const first = live.shop.publicUrl;
  let second = further;
  const doors = new Doors(first, second.url);
  const browsing = browse({ doors, shoppers: 4, thinking: 5 });
  const buying = buyInARow({ doors, buyers: 4, run: 'away', thinking: 100 });
  const began: string[] = [];
  const note = async (host: string) => began.push(`${host}: ${await beganWith(live, host)}`);

  const end = Date.now() + minutes * 60_000;
  do {
    await doors.close(first);
    await restart(live, 'monolith');
    await note('monolith');
    doors.open(first);

    await doors.close(second.url);
    await second.stop();
    second = await live.further({ host: 'monolith', name: second.name });
    await note(second.name);
    doors.open(second.url);

    for (const host of ['orders', 'catalog']) {
      await restart(live, host);
      await note(host);
    }
  } while (Date.now() < end);
  const [browsed, bought] = await Promise.all([browsing.stop(), buying.stop()]);
  await second.stop();
  return { ...browsed, began, orders: await settled(first, bought) };
}

async function restart({ shop }: LiveShop, host: string): Promise<void> {
  const find = () => shop.hosts.find(({ name }) => name === host)!;
  process.kill(find().pid, 'SIGTERM');
  await until(`the end of ${host}`, () => find().state === 'ended');
  await shop.startHost(host);
}

/** What its log says that it began with: `store`, `lastGood` or `image`. */
async function beganWith({ folder }: LiveShop, host: string): Promise<string> {
  const log = await readFile(join(folder, 'logs', `${host}.log`), 'utf8');
  return /"from":"(\w+)","msg":"The routes are in force."/.exec(log)?.[1] ?? 'nothing';
}
