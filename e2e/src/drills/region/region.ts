import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@banyan/tools/testing';
import { stockAndMoney } from '../../replayed/books.ts';
import { playTo } from '../../replayed/playing.ts';
import { until } from '../../routing/until.ts';
import type { Drill } from '../drill.ts';
import { confirmed, firstOrder } from '../first-order.ts';
import { PostgresServer } from '../postgres/server.ts';
import { Way } from '../stand-ins/way.ts';
import { regionOf } from './region-of.ts';
import { sameShopAt } from './shared-secrets.ts';

/** Seconds of calm in each region, for which the home region's database is away before all of it is lost, and over which the orders are spread. */
const calm = 5;
const dying = 4;
const lasts = 60;
/** An operator decides; these are seconds until then. */
const decided = 3;

export const region: Drill = {
  shows: 'the home region is cut off with orders unread in its queue, the recovery region takes over and later gives back: the queue is drained then, and no order is there twice',
  async run({ plan, report }) {
    const nowhere = await freePort();
    const cutOff = (...ways: readonly Way[]) => ways.forEach((way) => (way.leadTo(nowhere), way.cut()));
    const writer = await PostgresServer.start();
    const cleanUp = [() => writer.discard()];
    const also = <T>(made: T, end: (made: T) => Promise<void>): T => (cleanUp.unshift(() => end(made)), made);
    try {
      // The home region, and how the other one follows its database.
      const home = also(await regionOf(writer.port, (by) => ({ DATABASE_URL: writer.urlBy(by) })), (shop) => shop.discard());
      const link = also(await Way.to(writer.port), (way) => way.close());
      const copy = also(await writer.copy({ follows: true, by: link.port }), (server) => server.discard());
      const shoppers = also(await Way.to(home.publicPort), (way) => way.close());
      const publicUrl = `http://127.0.0.1:${shoppers.port}`;
      const mistakes: string[] = [];

      const playing = playTo({ ...home.tested.shop, publicUrl }, plan, plan.orders.length / lasts);
      await playing.begun;
      await pause(calm * 1_000);
      cutOff(link, home.database);
      report('Home has lost its database, and the copy what it follows: the intake queue takes orders.');
      const twice = await firstOrder(publicUrl, plan, 'sent-to-both-regions');
      await pause(dying * 1_000);

      cutOff(shoppers);
      await home.lose();
      const lost = performance.now();
      const unread = await home.queued();
      report(`Home is cut off, with ${unread} messages unread in its queues.`);
      if (unread === 0) mistakes.push('Nothing was unread in the queue of the home region, so nothing was shown.');

      await pause(decided * 1_000);
      await copy.promote();
      const behind = await missingFrom(copy, writer);
      report(`The copy is promoted. It lacks ${behind.length} of the orders that home had in its database.`);
      const { url: provider } = home.tested.shop.hosts.find(({ name }) => name === 'payment-provider')!;
      const recovery = also(await regionOf(copy.port, async (by) => ({ ...(await sameShopAt(home.tested.folder, copy.urlBy(by))), PAYMENT_PROVIDER_URL: provider })), (shop) => shop.discard());
      shoppers.leadTo(recovery.publicPort);
      await confirmed(publicUrl, await firstOrder(publicUrl, plan, 'after-failover'));
      const recoveredAfter = performance.now() - lost;
      report('The recovery region leads, in epoch 2.');
      const again = await firstOrder(publicUrl, plan, 'sent-to-both-regions');
      if (again.orderId !== twice.orderId) mistakes.push(`One key names ${twice.orderId} at home and ${again.orderId} in the recovery region.`);
      await confirmed(publicUrl, again);
      await pause(calm * 1_000);

      // Home is there again, and fenced: nobody has touched its queue.
      if ((await home.queued()) !== unread) mistakes.push('Somebody has worked on the queue of the home region while that was fenced.');
      const back = also(await copy.copy({ follows: true }), (server) => server.discard());
      cutOff(shoppers);
      const begun = performance.now();
      await until('the queues of the recovery region to be empty', async () => (await recovery.queued()) === 0);
      await recovery.end();
      const [end] = await copy.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn');
      await until('home to have what the recovery region wrote', async () => (await back.query(`SELECT WHERE pg_last_wal_replay_lsn() >= '${end!.lsn}'`)).length > 0);
      await back.promote();
      home.database.leadTo(back.port);
      await home.startHosts();
      shoppers.leadTo(home.publicPort);
      await confirmed(publicUrl, await firstOrder(publicUrl, plan, 'after-failback'));
      const gaveBackAfter = performance.now() - begun;
      report('Home leads again, in epoch 3, and drains its queue.');

      const account = await playing.done;
      await until('the queue of the home region to be empty', async () => (await home.queued()) === 0);
      await confirmed(publicUrl, twice);
      const { mistakes: wrong } = await stockAndMoney(back, home.tested.folder);
      const [{ placed } = { placed: -1 }] = await back.query<{ placed: number }>('SELECT count(*)::int AS placed FROM orders.placed_order');
      // Three were placed here beside those that were played.
      if (placed !== account.report.accepted + 3) mistakes.push(`${account.report.accepted + 3} orders were accepted, and ${placed} are there`);
      return {
        account,
        recoveredAfter,
        recovery: 'from the loss of the home region until an order was confirmed in the other one, whose hosts were started for it',
        dataLost: behind.map((orderId) => `${orderId} had not been replicated`),
        figures: { 'messages unread at home, drained after failback': String(unread), 'no orders were taken while giving back for': `${(gaveBackAfter / 1_000).toFixed(1)} s` },
        mistakes: [...mistakes, ...wrong],
      };
    } finally {
      for (const end of cleanUp) await end();
    }
  },
};

/** The accepted orders of one database that the other one lacks. */
async function missingFrom(copy: PostgresServer, original: PostgresServer): Promise<string[]> {
  const accepted = async (server: PostgresServer) => (await server.query<{ id: string }>('SELECT order_id AS id FROM checkout.intake')).map(({ id }) => id);
  const there = new Set(await accepted(copy));
  return (await accepted(original)).filter((id) => !there.has(id));
}
