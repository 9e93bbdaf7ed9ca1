import type { Browser } from 'playwright-core';

/** What the first page costs somebody who has never been here. */
export interface FirstPage {
  /** Bytes of script on the wire. */
  readonly script: number;
  /** Bytes of all that a phone's window loads. */
  readonly all: number;
  /** Milliseconds from the request until the picture of the first product is there. */
  readonly firstProduct: number;
}

/** Opens the first page in a fresh browser window as large as a phone's. */
export async function firstPage(browser: Browser, url: string): Promise<FirstPage> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const sizes: Promise<{ readonly type: string; readonly bytes: number }>[] = [];
  page.on('requestfinished', (request) => void sizes.push(request.sizes().then(({ responseBodySize }) => ({ type: request.resourceType(), bytes: responseBodySize }))));
  await page.goto(url, { waitUntil: 'networkidle' });
  const firstProduct = await page.evaluate<number>(
    `performance.getEntriesByType('resource').filter(({ name }) => name.includes('/media/')).map(({ responseEnd }) => responseEnd).sort((one, other) => one - other)[0]`,
  );
  const loaded = await Promise.all(sizes);
  const sum = (types: readonly { readonly bytes: number }[]) => types.reduce((total, { bytes }) => total + bytes, 0);
  await context.close();
  return { script: sum(loaded.filter(({ type }) => type === 'script')), all: sum(loaded), firstProduct };
}
