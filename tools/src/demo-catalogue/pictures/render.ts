import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { demoPictures } from './index.ts';

/** The widths in which the storefront asks for pictures, in pixels. */
const widths = [320, 640, 960];

/** The drawings' own resolution, in dots per inch, is raised until they are as wide as this. */
const drawnWidth = 400;
const dotsPerInch = 72;

/** Draws the pictures of the demo catalogue into a folder, as `products/<sku>/<width>.webp`. */
export async function renderDemoPictures(folder: string): Promise<void> {
  for (const [sku, svg] of demoPictures) {
    for (const width of widths) {
      const file = join(folder, 'products', sku, `${width}.webp`);
      const picture = await sharp(Buffer.from(svg), { density: (dotsPerInch * width) / drawnWidth }).resize({ width }).webp({ quality: 82, effort: 2 }).toBuffer();
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.part`, picture);
      await rename(`${file}.part`, file);
    }
  }
}
