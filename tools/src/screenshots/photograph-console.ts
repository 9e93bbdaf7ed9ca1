import type { Page } from 'playwright-core';
import { photograph, type Look, type Studio } from './camera.ts';

const onADesk: readonly Look[] = [
  { theme: 'light', size: 'wide' },
  { theme: 'dark', size: 'wide' },
];
const onAPhone: readonly Look[] = [{ theme: 'dark', size: 'phone' }];

/** Photographs the console: all of it on a desk, and what one may need on the way on a phone. @param token the operator's */
export async function photographConsole(studio: Studio, token: string): Promise<void> {
  for (const look of onADesk) {
    await photograph(studio, look, async (page, show) => {
      await signIn(page, token);
      await see(page, '/', 'Rollouts under way');
      await show('map');
      await see(page, '/operations/catalog.getProduct', 'Latency of the last 15 minutes');
      await show('operation');
      await page.getByText('Repeat it at either side').first().scrollIntoViewIfNeeded();
      await show('difference');
      await see(page, '/rollouts/catalog.*', 'Gates of this step');
      await show('rollout');
      await see(page, '/rollouts/begin?steps=own', 'Gate of each step');
      await show('begin');
      await see(page, '/lanes', 'Retry or discard');
      await show('lanes');
      await page.getByRole('link', { name: 'Retry or discard' }).first().click();
      await page.getByText('The call for which it is parked').waitFor();
      await show('parked');
      await see(page, '/history', 'Grace');
      await show('history');
    });
  }
  for (const look of onAPhone) {
    await photograph(studio, look, async (page, show) => {
      await signIn(page, token);
      await see(page, '/rollouts/catalog.*', 'Gates of this step');
      await show('rollout');
      await see(page, '/lanes', 'Retry or discard');
      await show('lanes');
    });
  }
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Who calls whom' }).waitFor();
}

/** Goes to a page, and waits until it shows what it is about and is told what flows. */
async function see(page: Page, path: string, text: string): Promise<void> {
  const live = page.waitForResponse(/\/live$/);
  await page.goto(path);
  await page.getByText(text).first().waitFor();
  await live;
}
