import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Somebody with a browser of their own, at the console. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: refused scripts and styles, broken scripts, dialogs. */
  readonly complaints: readonly string[];
  leave(): Promise<void>;
}

/** Milliseconds that a browser waits for anything: only for what hangs. */
const patience = 180_000;
/** The browser notes each answer that is no success, also where a page is meant to be one. */
const expected = /Failed to load resource: the server responded with a status of (?:4\d\d|503)/;

/** Opens a browser window on the console, and signs in. */
export async function signedIn(browser: Browser, consoleUrl: string, user: { readonly name: string; readonly token: string }, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: consoleUrl, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && !expected.test(message.text()) && complaints.push(`console: ${message.text()}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto('/sign-in');
  await page.getByLabel('Your name').fill(user.name);
  await page.getByLabel('Token').fill(user.token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Who calls whom' }).waitFor();
  return { page, context, complaints, leave: () => context.close() };
}
