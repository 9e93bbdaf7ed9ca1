import type { BrowserContext, Page } from 'playwright-core';

/** A way on which a browser gets its scripts only when it may. */
export interface HeldScripts {
  hold(): void;
  letThrough(): void;
}

/** Can hold the scripts of a browser's pages back, as a slow network does. */
export async function heldScripts(context: BrowserContext): Promise<HeldScripts> {
  let free = Promise.withResolvers<void>();
  free.resolve();
  await context.route('**/*.js', async (route) => {
    await free.promise;
    await route.continue();
  });
  return {
    hold: () => (free = Promise.withResolvers()),
    letThrough: () => free.resolve(),
  };
}

/** Waits until a page's scripts have taken it over: they take away the button that a market needs without them. */
export async function scriptsRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Go', exact: true }).waitFor({ state: 'detached' });
}
