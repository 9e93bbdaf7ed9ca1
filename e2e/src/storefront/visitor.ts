import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Somebody with a browser of their own, in the storefront. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: refused scripts and styles, broken scripts, dialogs. */
  readonly complaints: readonly string[];
  leave(): Promise<void>;
}

/** A window as wide and high as a phone's. */
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

/** Milliseconds that a browser waits for anything: only for what hangs. */
const patience = 180_000;

/** Opens a browser window on the storefront. */
export async function visitor(browser: Browser, storefrontUrl: string, options: BrowserContextOptions = desk): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: storefrontUrl, locale: 'en-GB', ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && !expected.test(message.text()) && complaints.push(`console: ${message.text()}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, context, complaints, leave: () => context.close() };
}

/** The browser notes each answer that is no success, also where a page is meant to be one. */
const expected = /Failed to load resource: the server responded with a status of (?:4\d\d|503)/;
