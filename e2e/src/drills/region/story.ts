import { setTimeout as pause } from 'node:timers/promises';
import { readLedger } from '../../faults/run/witnesses/ledger.ts';
import { stockAndMoney } from '../../replayed/books.ts';
import { playTo } from '../../replayed/playing.ts';
import { until } from '../../routing/until.ts';
import type { DrillNeeds, DrillOutcome } from '../drill.ts';
import { confirmed, firstOrder } from '../first-order.ts';
import type { DatabaseWork } from './database.ts';
import { duplicates } from './duplicates.ts';
import type { Scene } from './scene.ts';

/** Seconds of calm in each region, for which the home region's database is away before all of it is lost, and over which the orders are spread. */
const calm = 5;
const dying = 4;
const lasts = 120;
/** An operator decides; these are seconds until then. */
const decided = 3;
/** Orders that are placed beside those that are played. */
const beside = 3;

/** Loses the home region, has the other one lead, and gives back. */
export async function loseAndGiveBack(scene: Scene, { plan, report }: DrillNeeds): Promise<DrillOutcome> {
  const { regions, assistant, publicUrl } = scene;
  const { home, recovery, copying } = regions;
  const mistakes: string[] = [];
  const expect = (met: boolean, otherwise: string) => void (met || mistakes.push(otherwise));

  const playing = playTo(scene, plan, plan.orders.length / lasts);
  await playing.begun;
  await pause(calm * 1_000);
  for (const cable of [home.inside, copying]) await cable.pull();
  report('Home hears nothing of its database any more, nor does the copy: the intake queue takes orders.');
  const twice = await firstOrder(publicUrl, plan, 'sent-to-both-regions');
  await pause(dying * 1_000);

  await home.outside.pull();
  const lost = performance.now();
  await pause(decided * 1_000);
  const unread = await home.hosts.queued();
  report(`The cable of home is pulled out. Its hosts go on by themselves, with ${unread} messages unread in their queues.`);
  expect(unread > 0, 'Nothing was unread in the queue of the home region, so nothing was shown.');
  const behind = await missingFrom(recovery.database, home.database);
  report(`The copy lacks ${behind.length} of the orders that home has in its database.`);
  report(await assistant.move('recovery'));
  await confirmed(publicUrl, await firstOrder(publicUrl, plan, 'after-failover'));
  const recoveredAfter = performance.now() - lost;
  report('Shoppers are led to the recovery region, and it confirms.');
  const again = await firstOrder(publicUrl, plan, 'sent-to-both-regions');
  expect(again.orderId === twice.orderId, `One key names ${twice.orderId} at home and ${again.orderId} in the recovery region.`);
  await confirmed(publicUrl, again);
  await pause(calm * 1_000);

  expect(await home.hosts.isWorking(), 'No host of home ran any more when that came back, so there was nothing to fence.');
  await home.outside.plug();
  const plugged = performance.now();
  report('The cable of home is plugged in, and its hosts still know nothing of epoch 2.');
  report(await assistant.move('recovery'));
  const fencedAfter = performance.now() - plugged;
  expect(!(await home.hosts.isWorking()), 'A host of home runs, although it is fenced.');
  for (const cable of [home.inside, copying]) await cable.plug();
  await home.database.follow(await recovery.database.urlAt(copying.near));
  report(`Home is fenced, and its database follows the other one. ${await home.hosts.queued()} messages are unread in its queues.`);

  scene.closeEntry();
  const begun = performance.now();
  await until('the queues of the recovery region to be empty', async () => (await recovery.hosts.queued()) === 0);
  expect((await home.hosts.queued()) === unread, 'Somebody has worked on the queue of the home region while that was cut off or fenced.');
  report(await assistant.move('home'));
  scene.openEntry();
  await confirmed(publicUrl, await firstOrder(publicUrl, plan, 'after-failback'));
  const gaveBackAfter = performance.now() - begun;
  report('Home leads again, and drains its queue.');

  const account = await playing.done;
  await until('the queue of the home region to be empty', async () => (await home.hosts.queued()) === 0);
  await confirmed(publicUrl, twice);
  const { mistakes: wrong } = await stockAndMoney({ query: (statement) => home.database.query(statement) }, scene.company.folder);
  const [{ placed } = { placed: -1 }] = await home.database.query<{ placed: number }>('SELECT count(*)::int AS placed FROM orders.placed_order');
  const accepted = account.report.accepted + beside;
  expect(placed === accepted, `${accepted} orders were accepted, and ${placed} are there.`);
  const doubled = duplicates(await readLedger(scene.company.folder), { accepted, placed });
  return {
    account,
    recoveredAfter,
    recovery: 'from the loss of the home region until an order was confirmed in the other one, whose hosts were started for it',
    dataLost: behind.map((orderId) => `${orderId} had not been replicated`),
    figures: {
      duplicates: doubled === 0 ? 'none' : String(doubled),
      'messages unread at home, drained after failback': String(unread),
      'home was fenced after': `${(fencedAfter / 1_000).toFixed(1)} s, from when it was there again until its last host had ended; ${await home.hosts.refused()} requests to its queues were refused`,
      'no orders were taken while giving back for': `${(gaveBackAfter / 1_000).toFixed(1)} s`,
    },
    mistakes: [...mistakes, ...wrong],
  };
}

/** The accepted orders of one database that the other one lacks. */
async function missingFrom(copy: DatabaseWork, original: DatabaseWork): Promise<string[]> {
  const accepted = async (database: DatabaseWork) => (await database.query<{ id: string }>('SELECT order_id AS id FROM checkout.intake')).map(({ id }) => id);
  const there = new Set(await accepted(copy));
  return (await accepted(original)).filter((id) => !there.has(id));
}
