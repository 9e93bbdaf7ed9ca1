import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { stockFactor, type Plan } from '@banyan/tools/replay';
import { controlClient, type RetryAnswer } from '@banyan/tools/banyan';
import { startShopOfRun, type ShopOfRun } from '../faults/run/shop-of-run.ts';
import { tell } from '../routing/figures.ts';
import { until } from '../routing/until.ts';
import { booksOf } from './books.ts';
import { ordersToPlay } from './orders-to-play.ts';
import { playTo } from './playing.ts';
import { servedSince } from './served.ts';

const seed = Number(process.env['BANYAN_SEED'] ?? 20_261_129);
/** Pairs of rounds; who goes first takes turns. */
const pairs = 3;
/** Of a round where no file is named. */
const orders = 300;
/** Orders a second: less than the shop can do, so that what they wait for is each other. */
const rate = 10;

/** One buyer in ten, the same in all rounds. */
const isPoisoned = (buyer: string) => `mod(hashtext(${buyer}) & 2147483647, 10) = 0`;

const refusal = `
  CREATE FUNCTION faults.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF ${isPoisoned('NEW.buyer')} THEN RAISE EXCEPTION 'Nobody can place this order.'; END IF;
    RETURN NEW;
  END $$`;
const plant = 'CREATE TRIGGER faults_refuse BEFORE INSERT ON orders.placed_order FOR EACH ROW EXECUTE FUNCTION faults.refuse()';
const mend = 'DROP TRIGGER faults_refuse ON orders.placed_order';

const left = `
  SELECT count(*)::int AS others FROM checkout.intake
  WHERE NOT ${isPoisoned('buyer')} AND NOT EXISTS (SELECT FROM orders.placed_order AS placed WHERE placed.order_id = intake.order_id AND status <> 'processing')`;
const notParked = `SELECT lane FROM orders.inbox_due WHERE ${isPoisoned("substr(lane, length('checkout>orders/') + 1)")} AND parked_at IS NULL AND due_at IS NOT NULL`;
const parkedLanes = 'SELECT lane FROM orders.inbox_due WHERE parked_at IS NOT NULL';

let plan: Plan;
let shop: ShopOfRun;
beforeAll(async () => {
  plan = await ordersToPlay(stockFactor(String(pairs * 2))!, { orders });
  shop = await startShopOfRun('by-http', {}, seed, { bringIn: async () => undefined });
  await shop.owner.query(refusal);
});
afterAll(() => shop.discard());

it('nobody waits for a buyer who cannot be served, and those are served in turn once they can be', async () => {
  const waited = { quiet: [] as number[], poisoned: [] as number[] };
  for (let pair = 0; pair < pairs; pair++) {
    for (const kind of pair % 2 === 0 ? (['quiet', 'poisoned'] as const) : (['poisoned', 'quiet'] as const)) {
      const since = new Date();
      if (kind === 'poisoned') await shop.owner.query(plant);
      const playing = playTo(shop.tested.shop, plan, rate);
      const lanes = kind === 'poisoned' ? await servedOnceOthersAre() : 0;
      const { report, unaccounted, refused } = await playing.done;
      expect({ unaccounted, refused, confirmed: report.confirmed }).toEqual({ unaccounted: [], refused: [], confirmed: plan.orders.length });
      const served = await servedSince(shop.owner, since, `NOT ${isPoisoned('buyer')}`);
      waited[kind].push(served.p99);
      tell(`${kind}`, `${served.orders} orders of others, p99 ${served.p99.toFixed(0)} ms${lanes > 0 ? `; ${lanes} lanes were parked with ${plan.orders.length - served.orders} orders, and served afterwards` : ''}`);
    }
  }
  const all = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(', ');
  tell('p99 of the others, ms', `${all(waited.quiet)} while all could be served, ${all(waited.poisoned)} while one in ten could not`);
  expect((await booksOf(shop)).mistakes).toEqual([]);
});

/** Waits until all others have been served and the rest is parked, mends what is wrong, and has an operator retry. @returns how many lanes were parked */
async function servedOnceOthersAre(): Promise<number> {
  const { owner, tested } = shop;
  const accepted = async () => (await owner.query<{ count: number }>('SELECT count(*)::int FROM checkout.intake'))[0]!.count;
  const before = await accepted();
  await until('all orders to be accepted', async () => (await accepted()) >= before + plan.orders.length);
  await until('the others to be served', async () => (await owner.query<{ others: number }>(left))[0]!.others === 0);
  await until('the rest to be parked', async () => (await owner.query(notParked)).length === 0);
  const parked = await owner.query<{ lane: string }>(parkedLanes);
  await owner.query(mend);
  const control = controlClient({ url: tested.shop.controlUrl ?? '', token: tested.shop.controlToken ?? '' });
  for (const { lane } of parked) await control.send<RetryAnswer>('POST', 'lanes/retry', { module: 'orders', lane, by: 'operator' });
  return parked.length;
}
