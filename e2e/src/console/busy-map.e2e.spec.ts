import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBrowser } from '@banyan/tools/browser';
import type { Browser } from 'playwright-core';
import { startConsole, type ConsoleProcess } from './console-process.ts';
import { hostileName } from './shop-with-console.ts';
import { standInControl, type StandInControl } from './stand-in-control.ts';
import { signedIn, type Visitor } from './visitor.ts';

/** What a page noted of itself while it was watched. */
interface Noted {
  readonly seconds: number;
  /** Milliseconds of each task that lasted longer than 50. */
  readonly longTasks: readonly number[];
  readonly pictures: number;
}

const updates = 500;
const watched = 10;

let browser: Browser;
let control: StandInControl;
let served: ConsoleProcess;
let visitor: Visitor;

beforeAll(async () => {
  browser = await startBrowser();
  control = await standInControl({ hosts: [hostileName, 'monolith', 'catalog'], each: updates });
  served = await startConsole(control.url);
  visitor = await signedIn(browser, served.url, { name: 'Ada', token: 'operator' }, { reducedMotion: 'no-preference' });
});
afterAll(async () => {
  await visitor.leave();
  await served.stop();
  await control.close();
  await browser.close();
});

describe(`a map that is told ${updates} updates a second`, () => {
  it('goes on to be drawn, and to be used', async () => {
    const { page, complaints } = visitor;
    const told = control.told;
    const noted = await page.evaluate<Noted>(watching);
    const longest = Math.max(0, ...noted.longTasks);
    const share = noted.longTasks.reduce((sum, one) => sum + one, 0) / (noted.seconds * 1_000);
    console.log(`${Math.round((control.told - told) / noted.seconds)} updates a second for ${noted.seconds.toFixed(1)} s: ${noted.pictures} changes of the picture, ${noted.longTasks.length} long tasks, the longest of ${Math.round(longest)} ms, ${(share * 100).toFixed(1)} % of the time.`);
    expect(noted.pictures).toBeGreaterThan(3);
    expect(share).toBeLessThan(0.9);
    await page.getByRole('link', { name: 'Instances', exact: true }).click();
    await page.getByRole('heading', { name: 'Instances' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows the name of a host that contains markup as text, as every page does', async () => {
    const { page, complaints } = visitor;
    for (const path of ['/', '/instances', '/history', '/lanes', '/operations/catalog.operation0']) {
      await page.goto(path);
      await page.getByText(hostileName).first().waitFor({ state: 'attached' });
      expect(await page.locator('main img, main b').count()).toBe(0);
    }
    expect(complaints).toEqual([]);
  });
});

/** Runs in the page. */
const watching = `new Promise((resolve) => {
  const longTasks = [];
  let pictures = 0;
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
  new MutationObserver(() => pictures++).observe(document.querySelector('main svg'), { subtree: true, characterData: true, childList: true, attributes: true });
  const began = performance.now();
  setTimeout(() => resolve({ seconds: (performance.now() - began) / 1000, longTasks, pictures }), ${watched * 1_000});
})`;
