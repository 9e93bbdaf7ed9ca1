import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inTurn, median } from './rounds.ts';
import { withShops, type StartedShop } from './started-shop.ts';
import { printTable } from './table.ts';

const hosts = ['monolith', 'orders', 'catalog', 'payment-provider'];
const rounds = 7;

interface Start {
  /** Milliseconds from the order to start it until it answered that it is ready. */
  readonly ready: number;
  /** Kilobytes of memory that it then held. */
  readonly resident: number;
}

/** How long each host takes from being started until it is ready, and how much memory it then holds. */
export async function benchHosts(): Promise<void> {
  const starts = await withShops([['orders', 'catalog']], ([started]) => inTurn(hosts, rounds, (name) => restart(started!, name)));
  printTable(
    `Start of a host (from its spawn until it is ready; medians of ${rounds} interleaved rounds)`,
    ['host', 'ready ms', 'resident MiB'],
    hosts.map((name) => {
      const own = starts.get(name)!;
      return [name, median(own.map(({ ready }) => ready)).toFixed(0), (median(own.map(({ resident }) => resident)) / 1_024).toFixed(0)];
    }),
  );
}

async function restart({ shop }: StartedShop, name: string): Promise<Start> {
  const record = () => shop.hosts.find((host) => host.name === name)!;
  process.kill(record().pid, 'SIGTERM');
  while (record().state === 'running') await pause(5);

  const begun = performance.now();
  const [ready, { pid }] = await Promise.all([untilReady(record().url).then(() => performance.now() - begun), shop.startHost(name)]);
  return { ready, resident: await residentKilobytes(pid) };
}

/** Asks more often than the launcher does, which is in no hurry. */
async function untilReady(url: string): Promise<void> {
  for (;;) {
    const ready = await fetch(`${url}/health/ready`).then(
      async (answer) => {
        await answer.body?.cancel();
        return answer.ok;
      },
      () => false,
    );
    if (ready) return;
    await pause(5);
  }
}

async function residentKilobytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout);
}
