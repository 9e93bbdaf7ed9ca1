import type { Page } from 'playwright-core';

/** Opens a page; one that the shop could not make just now, on a busy machine, is asked for again. */
export async function open(page: Page, path: string): Promise<void> {
  while ((await page.goto(path))?.status() === 503);
}

/** Puts a product into the basket. */
export async function putIntoBasket(page: Page, sku: string): Promise<void> {
  await open(page, `/products/${sku}`);
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByText('In your basket.').waitFor();
}

/** Fills in the checkout, as a guest with this e-mail address or as whoever is signed in. */
export async function fillIn(page: Page, email?: string): Promise<void> {
  if (email !== undefined) await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Name', { exact: true }).fill('Ada Byron');
  await page.getByLabel('Street and number').fill('12 St James Square');
  await page.getByLabel('Town or city').fill('London');
  await page.getByLabel('Postcode').fill('SW1Y 4JH');
}

/** Sends a registration, and again where the shop could not take it just now. */
export async function register(page: Page): Promise<void> {
  for (let answer = ''; !answer.includes('"redirect"'); ) {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/account/register'));
    await page.getByRole('button', { name: 'Register' }).click();
    answer = await (await answered).text();
  }
}

/** The button that orders. */
export const placeOrder = (page: Page) => page.getByRole('button', { name: 'Place order' });

/**
 * Waits until the page of an order says that it has come to this.
 * @throws {Error} with what the page says instead
 */
export async function untilStatus(page: Page, status: string): Promise<void> {
  try {
    await page.locator(`[data-status="${status}"]`).waitFor();
  } catch (cause) {
    throw new Error(`No page of an order that is ${status}, but ${page.url()}:\n${await page.locator('main').innerText()}`, { cause });
  }
}

/** The id of the order whose page is shown. */
export function orderIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1)!;
}
