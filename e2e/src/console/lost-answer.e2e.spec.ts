import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startBrowser } from '@banyan/tools/browser';
import type { Browser } from 'playwright-core';
import { startConsole, type ConsoleProcess } from './console-process.ts';
import { standInControl, type StandInControl } from './stand-in-control.ts';
import { signedIn } from './visitor.ts';

let browser: Browser;
let control: StandInControl;
let served: ConsoleProcess;

beforeAll(async () => {
  browser = await startBrowser();
  control = await standInControl({ hosts: ['monolith'], each: 1 });
  served = await startConsole(control.url);
});
afterAll(async () => {
  await served.stop();
  await control.close();
  await browser.close();
});

it('a change whose answer is lost is not called undone, and its reason stays', async () => {
  const { page, leave } = await signedIn(browser, served.url, { name: 'Ada', token: 'operator' });
  await page.goto('/change?act=revert&version=1');
  await page.getByLabel('Why?').fill('A bad feeling.');
  await page.getByRole('button', { name: 'Take them again' }).click();
  await page.getByText('Whether it was done is not known').waitFor();
  expect(await page.getByLabel('Why?').inputValue()).toBe('A bad feeling.');
  await leave();
});
