import type { Page } from 'playwright-core';
import { allLooks, photograph, type Studio } from './camera.ts';

/** Photographs the storefront's pages in every look. */
export async function photographStorefront(studio: Studio): Promise<void> {
  for (const look of allLooks) {
    await photograph(studio, look, (page, show) =>
      walk(page, `${look.theme}-${look.size}@example.org`, async (name) => {
        await page.waitForLoadState('networkidle');
        await show(name);
      }),
    );
  }
}

/** Goes through the shop as somebody who buys. */
async function walk(page: Page, email: string, show: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/');
  await show('home');
  await page.goto('/products/HEARTH-KETTLE');
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByText('In your basket.').waitFor();
  await show('product');
  await page.goto('/products/NORDLYS-CANDLE');
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByText('In your basket.').waitFor();
  await page.goto('/cart');
  await show('basket');
  await page.goto('/checkout');
  await show('checkout');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Name', { exact: true }).fill('Ada Byron');
  await page.getByLabel('Street and number').fill('12 St James Square');
  await page.getByLabel('Postcode').fill('SW1Y 4JH');
  await page.getByLabel('Town or city').fill('London');
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.locator('[data-status="confirmed"]').waitFor();
  await show('order');
}
