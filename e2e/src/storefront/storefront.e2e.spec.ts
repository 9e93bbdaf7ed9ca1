import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBrowser } from '@banyan/tools/browser';
import type { Browser } from 'playwright-core';
import { Operator, sold } from '../operator.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { violationsOn } from './accessibility.ts';
import { heldScripts, scriptsRun } from './held-scripts.ts';
import { countRequests } from './requests.ts';
import { fillIn, open, orderIdOf, placeOrder, putIntoBasket, register, untilStatus } from './shopping.ts';
import { desk, phone, visitor, type Visitor } from './visitor.ts';

const hostileName = '<img src=x onerror="alert(1)"> & <b>"Co"</b>';
const placements = [
  { name: 'all in-process', split: [], via: 'http', replies: 'http' },
  { name: 'orders and catalog split, deferred calls over sqs', split: ['orders', 'catalog'], via: 'sqs', replies: 'http' },
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

describe.each(placements)('the storefront, $name', ({ split, via, replies }) => {
  let tested: ShopUnderTest;
  let operator: Operator;
  const visitors: Visitor[] = [];
  const visit = async (options = desk) => {
    const one = await visitor(browser, tested.shop.storefrontUrl!, options);
    visitors.push(one);
    return one;
  };

  beforeAll(async () => {
    tested = await shopUnderTest({ split, via, replies, storefront: 0, demo: true });
    operator = new Operator(tested.shop);
    await operator.call('catalog.importProducts', { products: [{ sku: 'HOSTILE', name: hostileName, brand: '<script>alert(2)</script>', stock: 1_000, prices: [{ priceList: 'gb-gbp', amount: 700 }] }] });
  });
  afterAll(async () => {
    await Promise.all(visitors.map((one) => one.leave()));
    await tested.discard();
  });

  it('a guest buys from a phone, and orders once with a double click, the back button and a page left open', async () => {
    const { page, context, complaints } = await visit(phone);
    await open(page, '/');
    await page.getByRole('link', { name: /Beeswax candles/ }).click();
    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.getByRole('link', { name: 'View basket and order' }).click();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    const stale = await context.newPage();
    await open(stale, '/checkout');
    await fillIn(stale, 'another@example.org');
    await fillIn(page, 'phone@example.org');
    await placeOrder(page).dblclick();
    await untilStatus(page, 'confirmed');
    const orderId = orderIdOf(page);

    await page.goBack();
    await page.getByRole('link', { name: 'See the order' }).click();
    await page.waitForURL(`**/orders/${orderId}`);
    await placeOrder(stale).click();
    await stale.getByText('You had placed this order already').waitFor();
    expect(orderIdOf(stale)).toBe(orderId);
    expect((await sold(operator))['NORDLYS-CANDLE']).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('shows a name that contains markup as text everywhere', async () => {
    const { page, complaints } = await visit();
    await open(page, '/?q=HOSTILE');
    await page.getByText(hostileName).first().waitFor();
    await putIntoBasket(page, 'HOSTILE');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(hostileName);
    await open(page, '/cart');
    expect(await page.getByText(hostileName).first().isVisible()).toBe(true);
    await open(page, '/checkout');
    expect(await page.getByText(`1 × ${hostileName}`).isVisible()).toBe(true);
    await fillIn(page, 'markup@example.org');
    await placeOrder(page).click();
    await untilStatus(page, 'confirmed');
    expect(await page.getByText(hostileName).isVisible()).toBe(true);
    expect(await page.locator('img[src="x"], main b').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  if (split.length === 0) {
    it('can be read and used before scripts run', async () => {
      const { page } = await visit({ ...desk, javaScriptEnabled: false });
      await open(page, '/?q=jumper');
      expect(await page.getByRole('link', { name: /Fisherman’s jumper, M/ }).isVisible()).toBe(true);
      await putIntoBasket(page, 'TERN-SWEATER-M');
      await open(page, '/checkout');
      await fillIn(page, 'no-script@example.org');
      await placeOrder(page).click();
      await untilStatus(page, 'confirmed');
    });

    it('shows prices in the currency of the market that was chosen', async () => {
      const { page } = await visit();
      await open(page, '/products/VOLTA-HEAD-1');
      await page.getByText('£199.00').waitFor();
      await page.getByLabel('Market and currency').selectOption('JP');
      await page.getByText('¥34,800').first().waitFor();
    });

    it('says what is missing beside each field, and keeps what was filled in', async () => {
      const { page } = await visit();
      await putIntoBasket(page, 'TERN-SOCKS');
      await open(page, '/checkout');
      await page.getByLabel('E-mail address').fill('nobody');
      await placeOrder(page).click();
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel('Street and number').getAttribute('aria-invalid')).toBe('true');
      await fillIn(page);
      await placeOrder(page).click();
      await page.locator('#email-mistake', { hasText: 'no e-mail address' }).waitFor();
      expect(await page.getByLabel('Town or city').inputValue()).toBe('London');
    });

    it('keeps what was filled in before its scripts came', async () => {
      const { page, context } = await visit();
      await putIntoBasket(page, 'TERN-SOCKS');
      const scripts = await heldScripts(context);
      const before = async (path: string, fill: () => Promise<void>) => {
        scripts.hold();
        await page.goto(path, { waitUntil: 'domcontentloaded' });
        await fill();
        scripts.letThrough();
        await scriptsRun(page);
      };

      await before('/cart', async () => {
        await page.getByLabel('Search the shop').fill('scarf');
        await page.getByLabel('Quantity of').fill('3');
      });
      expect(await page.getByLabel('Search the shop').inputValue()).toBe('scarf');
      expect(await page.getByLabel('Quantity of').inputValue()).toBe('3');

      await before('/checkout', async () => {
        await fillIn(page, 'early@example.org');
        await page.getByLabel('Country').selectOption('FR');
        await page.getByLabel('Card ending 0002').check();
      });
      expect(await page.getByLabel('E-mail address').inputValue()).toBe('early@example.org');
      expect(await page.getByLabel('Town or city').inputValue()).toBe('London');
      expect(await page.getByLabel('Country').inputValue()).toBe('FR');
      expect(await page.getByLabel('Card ending 0002').isChecked()).toBe(true);
      await placeOrder(page).click();
      await untilStatus(page, 'rejected');

      await before('/products/VOLTA-HEAD-1', async () => {
        await page.getByLabel('Market and currency').selectOption('JP');
      });
      await page.getByText('¥34,800').first().waitFor();
    });

    it('has customers see their orders, and cancel one', async () => {
      const { page, context } = await visit();
      await putIntoBasket(page, 'TERN-SCARF');
      await open(page, '/account/register?back=/checkout');
      await page.getByLabel('Name', { exact: true }).fill('Grace Hopper');
      await page.getByLabel('E-mail address').fill('grace@example.org');
      await page.getByLabel('Password').fill('a long pass phrase');
      await register(page);
      await page.waitForURL(({ pathname }) => pathname === '/checkout');
      expect((await context.cookies()).find(({ name }) => name === 'session')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
      await fillIn(page);
      await placeOrder(page).click();
      await untilStatus(page, 'confirmed');
      await page.getByRole('button', { name: 'Cancel this order' }).click();
      await untilStatus(page, 'cancelled');
      await open(page, '/orders');
      expect(await page.getByRole('link', { name: /Cancelled/ }).count()).toBe(1);
    });

    it.each(['light', 'dark'] as const)('has nothing on any page that axe-core finds wrong, in %s', async (colorScheme) => {
      const { page } = await visit({ ...desk, colorScheme });
      const found: string[] = [];
      const look = async (what: string) => found.push(...(await violationsOn(page)).map((violation) => `${what}: ${violation}`));
      for (const path of ['/', '/?q=nothing-of-this-name', '/products/HEARTH-POT-24', '/products/VOLTA-STYLUS', '/cart', '/orders', '/account/sign-in', '/account/register', '/not-there']) {
        await open(page, path);
        await look(path);
      }
      await putIntoBasket(page, 'HERON-CARDS');
      for (const path of ['/cart', '/checkout']) {
        await open(page, path);
        await look(path);
      }
      await placeOrder(page).click();
      await page.getByRole('alert').waitFor();
      await look('/checkout with mistakes');
      await fillIn(page, `axe-${colorScheme}@example.org`);
      await page.getByLabel('Card ending 0002').check();
      await placeOrder(page).click();
      await untilStatus(page, 'rejected');
      await look('a rejected order');
      expect(found).toEqual([]);
    });
  } else {
    it('an order that is placed while orders is down is accepted, says so kindly, and turns to confirmed by itself', async () => {
      const { page, complaints } = await visit(phone);
      await putIntoBasket(page, 'HERON-INK-BLUE');
      await open(page, '/checkout');
      await fillIn(page, 'outage@example.org');
      await tested.kill('orders');
      const asked = countRequests(page);
      await placeOrder(page).click();
      await untilStatus(page, 'accepted');
      await page.getByText('Your order is safe.').waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await tested.shop.startHost('orders');
      await untilStatus(page, 'confirmed');
      expect(await page.getByText('Your order is safe.').count()).toBe(0);
      expect(asked('/events')).toBe(1);
      expect(asked('/__data.json')).toBeLessThanOrEqual(3);
      expect(complaints).toEqual([]);
    });

    it('follows an order by asking now and then where events do not come through', async () => {
      const { page } = await visit();
      await page.route('**/events*', (route) => route.fulfill({ status: 503 }));
      await putIntoBasket(page, 'HERON-NOTE-A6');
      await open(page, '/checkout');
      await fillIn(page, 'polling@example.org');
      await tested.kill('orders');
      const asked = countRequests(page);
      const began = performance.now();
      await placeOrder(page).click();
      await untilStatus(page, 'accepted');
      await tested.shop.startHost('orders');
      await untilStatus(page, 'confirmed');
      expect(asked('/events')).toBe(1);
      expect(asked('/__data.json')).toBeLessThanOrEqual(3);
      expect(asked('/status')).toBeLessThanOrEqual(1 + (performance.now() - began) / 3_000);
    });
  }
});
