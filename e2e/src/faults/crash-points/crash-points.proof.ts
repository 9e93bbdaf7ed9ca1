import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bundleOf } from '@banyan/tools/start';
import { seededRandom } from '@banyan/tools/seeded-random';
import { CrashedOrders } from './crashed-orders.ts';
import { crashPoints } from './points.ts';

const SEED = Number(process.env['BANYAN_SEED'] ?? 20_261_129);
const random = seededRandom(SEED);
const shuffled = crashPoints
  .map((point) => ({ point, place: random() }))
  .toSorted((one, other) => one.place - other.place)
  .map(({ point }, number) => ({ name: `${point.host}: ${point.name}`, point, number }));

let crashed: CrashedOrders;
beforeAll(async () => void (crashed = await CrashedOrders.start()));
afterAll(() => crashed.discard());

it.each(shuffled)(`an order survives a crash of $name (seed ${SEED})`, ({ point, number }) => crashed.crashAt(point, number));

it('every order was executed exactly once', async () => {
  expect(await crashed.notOnce()).toEqual([]);
});

it.each(['monolith', 'orders', 'payment-provider'])('the program of %s, as it is built, has no crash points', (app) => {
  expect(readFileSync(bundleOf(app), 'utf8')).not.toMatch(/crash.?point|SIGKILL/i);
});
