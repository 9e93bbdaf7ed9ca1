import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder, startShop, type Placement, type Shop, type ShopOptions, type Surroundings } from '@banyan/tools/start';

/** A real shop, started for one test file. */
export interface ShopUnderTest {
  /** As it runs now; another one after {@link restart}. */
  readonly shop: Shop;
  /** Where it keeps what it remembers. */
  readonly folder: string;
  /** What a host has logged. */
  log(host: string): Promise<string>;
  /** Kills a host without a chance to end anything, and resolves once it has gone. */
  kill(host: string): Promise<void>;
  /** Stops all of it in order. */
  stop(): Promise<void>;
  /** Starts it again as it was, with what it remembers. */
  restart(): Promise<void>;
  /** Stops it and deletes its folder. */
  discard(): Promise<void>;
}

/**
 * Starts a shop, without the demo catalogue, the storefront and the console unless they are asked for, in a folder and on ports of its own, whose modules may not change their
 * arguments.
 * @param settings environment variables besides those of this process
 * @param adjust has the last word on how each host is started
 */
export async function shopUnderTest(
  placement: Placement & Partial<Pick<ShopOptions, 'instances' | 'storefront' | 'console' | 'demo'>>,
  settings: Readonly<Record<string, string>> = {},
  adjust?: Surroundings['adjust'],
): Promise<ShopUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-e2e-'));
  const lines: string[] = [];
  const start = async () => {
    try {
      const { split, via, replies, candidates = {}, instances = 1, storefront, console, demo = false } = placement;
      return await startShop(
        { split, via, replies, candidates, instances, port: 0, ...(storefront === undefined ? {} : { storefront }), ...(console === undefined ? {} : { console }), data: folder, fresh: false, demo },
        { environment: { ...process.env, FREEZE_ARGUMENTS: 'true', ...settings }, report: (line) => lines.push(line), ...(adjust ? { adjust } : {}) },
      );
    } catch (error) {
      throw new Error(`The shop did not start:\n${lines.join('\n')}`, { cause: error });
    }
  };

  let shop = await start().catch((error: unknown) => {
    removeDataFolder(folder);
    throw error;
  });
  return {
    get shop() {
      return shop;
    },
    folder,
    log: (host) => readFile(join(folder, 'logs', `${host}.log`), 'utf8'),
    kill: (host) => killed(shop, host),
    stop: () => shop.stop(),
    restart: async () => {
      shop = await start();
    },
    discard: async () => {
      await shop.stop();
      removeDataFolder(folder);
    },
  };
}

async function killed(shop: Shop, name: string): Promise<void> {
  process.kill(shop.hosts.find((host) => host.name === name)!.pid, 'SIGKILL');
  while (!shop.hosts.some((host) => host.name === name && host.state === 'ended')) await new Promise((resolve) => setImmediate(resolve));
}
