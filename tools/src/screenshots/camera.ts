import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';

const sizes = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** Waits for the pictures that can be seen: they are fetched lazily. */
const picturesInView = `Promise.all([...document.images]
  .filter((image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight)
  .map((image) => image.decode()))`;

/** How somebody looks at pages. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly size: keyof typeof sizes;
}

/** Both themes, on a desk and on a phone. */
export const allLooks: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) => (['wide', 'phone'] as const).map((size) => ({ theme, size })));

/** Where the pages are, and where their pictures go. */
export interface Studio {
  readonly browser: Browser;
  readonly url: string;
  /** Made if it is not there. */
  readonly folder: string;
  /** Hears of each picture. */
  readonly report: (line: string) => void;
}

/** Opens a window of its own for a walk through pages; `show` photographs what is to be seen as `<name>-<theme>-<size>.webp`. */
export async function photograph({ browser, url, folder, report }: Studio, { theme, size }: Look, walk: (page: Page, show: (name: string) => Promise<void>) => Promise<void>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const context = await browser.newContext({ baseURL: url, viewport: sizes[size], colorScheme: theme, locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await walk(page, async (name) => {
    await page.evaluate(picturesInView);
    const file = `${name}-${theme}-${size}.webp`;
    await writeFile(join(folder, file), await sharp(await page.screenshot()).webp({ quality: 80 }).toBuffer());
    report(file);
  });
  await context.close();
}
