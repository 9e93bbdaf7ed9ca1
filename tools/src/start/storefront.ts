import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { changed, newest } from './bundles.ts';
import { runScript } from './pages.ts';
import type { HostPlan } from './plan.ts';
import { root } from './root.ts';

const drawings = join(root, 'tools', 'src', 'demo-catalogue');
/** Pictures are drawn once in a checkout, and copied to each shop that shows them. */
const drawn = join(root, 'tools', 'dist', 'demo-pictures');

/** The host of the shop's pages: it knows the shoppers' API and the folder of pictures, and nothing else of the shop. */
export function planStorefront({ port, shopUrl, media }: { readonly port: number; readonly shopUrl: string; readonly media: string }): HostPlan {
  const url = `http://127.0.0.1:${port}`;
  return { name: 'storefront', runs: 'storefront', url, readyUrl: `${url}/health/ready`, environment: { PORT: String(port), BIND: '127.0.0.1', SHOP_API_URL: shopUrl, MEDIA_FOLDER: media } };
}

/** Brings the pictures of the demo catalogue into a shop's folder, which plays the object store; draws them first if that is still to be done. */
export async function bringInDemoPictures(media: string, report: (line: string) => void): Promise<void> {
  const finished = join(drawn, 'finished');
  if (changed(finished) < (await newest(drawings))) {
    report('Drawing the pictures of the demo catalogue …');
    await runScript(join(drawings, 'pictures', 'main.ts'), 'The pictures of the demo catalogue could not be drawn', drawn, finished);
  }
  if (!existsSync(join(media, 'products'))) cpSync(join(drawn, 'products'), join(media, 'products'), { recursive: true });
}
