import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder, startShop, type Shop, type ShopOptions, type SplitName, type Via } from '@banyan/tools/start';

/** A real shop, started for a measurement. */
export interface StartedShop {
  readonly shop: Shop;
  /** Where it keeps what it remembers. */
  readonly folder: string;
}

/**
 * Lends shops with empty catalogues, each in a folder and on ports of its own; they are stopped and deleted when the work ends.
 * @param via what carries their deferred operations
 */
export async function withShops<T>(splits: readonly (readonly SplitName[])[], work: (shops: readonly StartedShop[]) => Promise<T>, via: Via = 'http'): Promise<T> {
  const { signal, ended } = interruption();
  const folders: string[] = [];
  const shops: StartedShop[] = [];
  try {
    for (const split of splits) {
      const folder = await mkdtemp(join(tmpdir(), 'banyan-bench-'));
      folders.push(folder);
      const options: ShopOptions = { split, via, replies: 'http', port: 0, data: folder, fresh: true, demo: false };
      const shop = await startShop(options, { environment: process.env, report: () => undefined, signal });
      shops.push({ shop, folder });
    }
    return await Promise.race([work(shops), ended]);
  } finally {
    await Promise.all(shops.map(({ shop }) => shop.stop()));
    for (const folder of folders) removeDataFolder(folder);
  }
}

/** Ctrl-C breaks a measurement off, but leaves nothing behind. */
function interruption(): { readonly signal: AbortSignal; readonly ended: Promise<never> } {
  const controller = new AbortController();
  const ended = new Promise<never>((_, reject) => controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error)));
  ended.catch(() => undefined);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort(new Error('The measurement was broken off.')));
  return { signal: controller.signal, ended };
}
