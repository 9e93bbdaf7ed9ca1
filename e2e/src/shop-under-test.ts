import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder, startShop, type Shop, type SplitName } from '@banyan/tools/start';

/** A real shop, started for one test file. */
export interface ShopUnderTest {
  readonly shop: Shop;
  /** Where it keeps what it remembers. */
  readonly folder: string;
  /** What a host has logged. */
  log(host: string): Promise<string>;
  /** Stops it and deletes its folder. */
  discard(): Promise<void>;
}

/** Starts a shop without the demo catalogue, in a folder and on ports of its own, whose modules may not change their arguments. */
export async function shopUnderTest(split: readonly SplitName[]): Promise<ShopUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-e2e-'));
  const lines: string[] = [];
  try {
    const shop = await startShop(
      { split, port: 0, data: folder, fresh: true, demo: false },
      { environment: { ...process.env, FREEZE_ARGUMENTS: 'true' }, report: (line) => lines.push(line) },
    );
    return {
      shop,
      folder,
      log: (host) => readFile(join(folder, 'logs', `${host}.log`), 'utf8'),
      discard: async () => {
        await shop.stop();
        removeDataFolder(folder);
      },
    };
  } catch (error) {
    throw new Error(`The shop did not start:\n${lines.join('\n')}`, { cause: error });
  }
}
