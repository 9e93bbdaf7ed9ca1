import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { controlClient, type ControlClient, type ParkedAnswer } from '@banyan/tools/banyan';
import { startBrowser } from '@banyan/tools/browser';
import { poisonedOrders, type PoisonedOrders } from '@banyan/tools/poisoned-orders';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { bringInCatalogue } from '../catalogue.ts';
import { Operator } from '../operator.ts';
import { until } from '../routing/until.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { Shopper } from '../shopper.ts';
import { violationsOn } from '../storefront/accessibility.ts';
import { accepted, anOrder, type Accepted } from '../stories/orders.ts';
import { keyboard, mouse } from './hands.ts';
import { tokensOf, type Tokens } from './tokens.ts';
import { signedIn, type Visitor } from './visitor.ts';

/** Whose first order is poison, and who ordered once more behind it. */
interface Buyer {
  readonly lane: string;
  readonly first: Accepted;
  readonly second: Accepted;
}

let browser: Browser;
let tested: ShopUnderTest;
let tokens: Tokens;
let control: ControlClient;
let poisoned: PoisonedOrders;
let shopper: Shopper;
const buyers: Buyer[] = [];
const visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  tested = await shopUnderTest({ split: ['orders'], via: 'sqs', replies: 'http', console: 0 });
  tokens = await tokensOf(tested);
  control = controlClient({ url: tested.shop.controlUrl!, token: tested.shop.controlToken! });
  await bringInCatalogue(new Operator(tested.shop));
  poisoned = await poisonedOrders(tested.folder);
  shopper = new Shopper(tested.shop.publicUrl, 'parked');
  await parkFour();
});
afterEach(async () => {
  await Promise.all(visitors.splice(0).map((one) => one.leave()));
});
afterAll(async () => {
  await poisoned.close();
  await tested.discard();
  await browser.close();
});

const visit = async (user: { readonly name: string; readonly token: string }, options: BrowserContextOptions = {}) => {
  const one = await signedIn(browser, tested.shop.consoleUrl!, user, options);
  visitors.push(one);
  return one;
};
const parkedLanes = async () => (await control.get<ParkedAnswer>('parked?module=orders&limit=200')).modules[0]!.parked;
const statusOf = async ({ orderId, receipt }: Accepted) => ((await shopper.settled(orderId, receipt)).body as { status: string }).status;

async function parkFour(): Promise<void> {
  await tested.kill('orders');
  const orders: Omit<Buyer, 'lane'>[] = [];
  for (let buyer = 0; buyer < 4; buyer++) {
    const order = anOrder([['PEN11', 1]], { email: `parked-${buyer}@example.org` });
    const first = await accepted(shopper, `first-${buyer}`, order);
    orders.push({ first, second: await accepted(shopper, `second-${buyer}`, order) });
    await poisoned.plant(first.orderId);
  }
  await tested.shop.startHost('orders');
  await until('four parked lanes', async () => (await parkedLanes()).length === 4);
  for (const { lane, call } of await parkedLanes()) buyers.push({ lane, ...orders.find(({ first }) => call.messageId.endsWith(first.orderId))! });
}

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing wrong with the pages of lanes', async () => {
    const { page } = await visit(tokens.operator, { colorScheme });
    const parked = `/lanes/parked?module=orders&lane=${encodeURIComponent(buyers[0]!.lane)}`;
    for (const path of ['/lanes', parked, '/lanes/retry?module=orders', '/lanes/redrive?module=orders', '/operations/override', '/history/acts']) {
      await page.goto(path);
      expect({ path, found: await violationsOn(page) }).toEqual({ path, found: [] });
    }
  });
});

it('a viewer reads why a call is parked, and can do nothing about it', async () => {
  const { page, context } = await visit(tokens.viewer);
  await page.goto('/lanes');
  await page.getByRole('link', { name: `Look (${buyers[0]!.lane})` }).click();
  await page.getByRole('heading', { name: 'The call for which it is parked' }).waitFor();
  expect(await page.getByRole('definition').filter({ hasText: 'after 5 attempts' }).count()).toBe(1);
  expect(await page.locator('main form').count()).toBe(0);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const path of ['/lanes/parked?/retry&module=orders', '/lanes/parked?/discard&module=orders', '/lanes/retry?module=orders', '/lanes/redrive?module=orders', '/operations/override']) {
    const answer = await fetch(tested.shop.consoleUrl! + path, { method: 'POST', headers: { cookie, origin: tested.shop.consoleUrl! }, body: new URLSearchParams({ lane: buyers[0]!.lane, why: 'I should not.' }) });
    expect([path, answer.status]).toEqual([path, 403]);
  }
  for (const path of ['/lanes/retry?module=orders', '/lanes/redrive?module=orders', '/operations/override']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'A viewer may look, and change nothing.' }).waitFor();
  }
  expect(await parkedLanes()).toHaveLength(4);
});

describe.each([
  { hands: mouse, first: 0 },
  { hands: keyboard, first: 2 },
])('with $hands.name', ({ hands: { press, write }, first }) => {
  it('an operator reads why a call is parked, retries it once it is mended, and discards another', async () => {
    const { page, complaints } = await visit(tokens.operator);
    const [mended, given] = buyers.slice(first) as [Buyer, Buyer];
    await press(page, page.getByRole('link', { name: 'Lanes', exact: true }));
    await press(page, page.getByRole('link', { name: `Retry or discard … (${mended.lane})` }));
    await page.getByText(`orders.placeOrder:${mended.first.orderId}`).waitFor();
    expect(await page.getByRole('definition').allTextContents()).toEqual(expect.arrayContaining([expect.stringMatching(/Error\b.+/), expect.stringContaining('after 5 attempts'), '1 call']));
    await poisoned.mend(mended.first.orderId);
    await write(page, page.getByLabel('Why try it again?'), 'It is mended.');
    await press(page, page.getByRole('button', { name: 'Retry the call' }));
    await page.getByText('The lane goes on with that call.').waitFor();
    expect([await statusOf(mended.first), await statusOf(mended.second)]).toEqual(['confirmed', 'confirmed']);

    await press(page, page.getByRole('link', { name: `Retry or discard … (${given.lane})` }));
    await write(page, page.getByLabel('Why give it up?'), 'Ordered anew by phone.');
    await press(page, page.getByRole('button', { name: 'Discard the call' }));
    await page.getByText('The call is discarded, and kept apart').waitFor();
    expect(await statusOf(given.second)).toBe('confirmed');
    const kept = await poisoned.database.query('SELECT discarded_by, reason FROM orders.inbox_discarded WHERE message_id = $1', [`orders.placeOrder:${given.first.orderId}`]);
    expect(kept.rows).toEqual([{ discarded_by: tokens.operator.name, reason: 'Ordered anew by phone.' }]);

    await press(page, page.getByRole('link', { name: 'History', exact: true }));
    await press(page, page.getByRole('link', { name: 'Lanes and overrides' }));
    await page.getByRole('listitem').filter({ hasText: 'Ordered anew by phone.' }).filter({ hasText: given.lane }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'It is mended.' }).filter({ hasText: mended.lane }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

it('all lanes of a module are tried again at once, and queues are redriven', async () => {
  const { page } = await visit(tokens.operator);
  await tested.kill('orders');
  const order = await accepted(shopper, 'third', anOrder([['PEN11', 1]], { email: 'parked-9@example.org' }));
  await poisoned.plant(order.orderId);
  await tested.shop.startHost('orders');
  await page.goto('/lanes');
  await page.getByRole('link', { name: 'Retry all … of orders' }).click();
  await poisoned.mend(order.orderId);
  await page.getByLabel('Why?').fill('It is mended.');
  await page.getByRole('button', { name: 'Retry 1 lane' }).click();
  await page.getByText('All lanes that were parked go on.').waitFor();
  expect(await statusOf(order)).toBe('confirmed');

  await page.getByRole('link', { name: 'Redrive its queues … of orders' }).click();
  await page.getByLabel('Why?').fill('It can be read now.');
  await page.getByRole('button', { name: 'Take them back' }).click();
  await page.getByText(/0 messages taken back/).first().waitFor();
});
