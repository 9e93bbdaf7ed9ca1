import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';

const sizes = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;
const themes = ['light', 'dark'] as const;

/** Photographs the storefront's pages into a folder, as `<page>-<theme>-<size>.webp`. */
export async function photograph(browser: Browser, url: string, folder: string, report: (line: string) => void): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const theme of themes) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ baseURL: url, viewport, colorScheme: theme, locale: 'en-GB', reducedMotion: 'reduce' });
      context.setDefaultTimeout(120_000);
      const page = await context.newPage();
      await walk(page, `${theme}-${size}@example.org`, async (name) => {
        await page.waitForLoadState('networkidle');
        const file = `${name}-${theme}-${size}.webp`;
        await writeFile(join(folder, file), await sharp(await page.screenshot()).webp({ quality: 80 }).toBuffer());
        report(file);
      });
      await context.close();
    }
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
