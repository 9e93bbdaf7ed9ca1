import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { browse } from './browse.ts';
import { Doors } from './doors.ts';
import { median, percentile, tell } from './figures.ts';
import { liveShop, type LiveShop } from './live-shop.ts';
import { until } from './until.ts';

const rounds = 10;
/** Requests of each run, and those before the first. */
const requestsEach = 2_000;
const warmUp = 4_000;

let live: LiveShop;
const pidOf = (name: string) => live.shop.hosts.find((host) => host.name === name)!.pid;
/** Megabytes that the monolith of another shop held after as many requests, none of which had a shadow. */
let control: readonly number[];

beforeEach(async () => {
  live = await liveShop();
}, 120_000);

afterEach(() => live.discard(), 60_000);

it('without a shadow shoppers are answered, and the memory grows as it does', async () => {
  await p99Of(warmUp);
  const memory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let part = 0; part < 3; part++) await p99Of(requestsEach);
    memory.push(await megabytes(pidOf('monolith')));
  }
  control = memory;
}, 1_200_000);

it('shoppers wait no longer than without a shadow, and no more memory is held', async () => {
  await p99Of(warmUp);
  const [before, stopped, after, memory]: number[][] = [[], [], [], []];
  for (let round = 0; round < rounds; round++) {
    before!.push(await p99Of(requestsEach));
    stopped!.push(await withStoppedShadow(() => p99Of(requestsEach)));
    after!.push(await p99Of(requestsEach));
    memory!.push(await megabytes(pidOf('monolith')));
  }
  const without = [...before!, ...after!];
  const show = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(' ');
  tell('p99 before, in milliseconds', show(before!));
  tell('p99 with the shadow’s target stopped', show(stopped!));
  tell('p99 after', show(after!));
  tell('medians', show([before!, stopped!, after!].map(median)));
  tell('resident megabytes after each round', show(memory!));
  tell('and after as many requests without a shadow', show(control));
  expect(median(stopped!)).toBeLessThanOrEqual(Math.max(...without));
  expect(median(stopped!)).toBeGreaterThanOrEqual(Math.min(...without));
  expect(median(memory!.slice(-3))).toBeLessThan(1.2 * median(control.slice(-3)));
}, 1_200_000);

/** The p99 of shoppers at the monolith, in milliseconds. */
async function p99Of(requests: number): Promise<number> {
  const browsing = browse({ doors: new Doors(live.shop.publicUrl), shoppers: 4 });
  await until(`${requests} requests`, () => browsing.requests >= requests);
  const { took, failed } = await browsing.stop();
  expect(failed).toEqual([]);
  return percentile(took, 99);
}

async function withStoppedShadow(work: () => Promise<number>): Promise<number> {
  const { version } = await live.routes.set('catalog.*', { kind: 'shadow', target: 'catalog', percent: 100 });
  await live.routes.followed(version, live.instances);
  process.kill(pidOf('catalog'), 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pidOf('catalog'), 'SIGCONT');
    await live.allAtHome();
  }
}

/** What a process holds in memory. */
async function megabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1_024;
}
