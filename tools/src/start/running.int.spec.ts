import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HostRecord } from './hosts.ts';
import { holdDataFolder, runningShop, type Hold } from './running.ts';

const started: HostRecord = { name: 'orders', pid: 7, url: 'http://127.0.0.1:1', command: 'start orders', state: 'running' };

describe('a data folder', () => {
  let folder: string;
  let file: string;
  const holds: Hold[] = [];
  const hold = async (startHost: (name: string) => Promise<HostRecord> = async () => started) => {
    const taken = await holdDataFolder(file, { startHost, restartHost: async (name) => [await startHost(name), started] });
    holds.push(taken);
    return taken;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-running-'));
    file = join(folder, 'running.json');
  });
  afterEach(async () => {
    await Promise.all(holds.splice(0).map((taken) => taken.release()));
    rmSync(folder, { recursive: true });
  });

  it('has one launcher at a time, and is free again afterwards', async () => {
    const first = await hold();
    await expect(hold()).rejects.toThrow(`A shop already runs on this data folder (pid ${process.pid})`);
    await first.release();
    expect(await hold()).toMatchObject({ takenOver: false });
  });

  it('is taken over from a launcher that was killed', async () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, url: 'http://127.0.0.1:9', token: 'gone' }));
    expect(await hold()).toMatchObject({ takenOver: true });
  });

  it('lets others ask its launcher to restart a host', async () => {
    const asked: string[] = [];
    await hold(async (name) => (asked.push(name), started));
    expect(await (await runningShop(file))?.restartHost('monolith-2')).toEqual([started, started]);
    expect(asked).toEqual(['monolith-2']);
  });

  it('lets others ask its launcher for a host', async () => {
    await hold(async (name) => {
      if (name === 'orders') return started;
      throw new Error(`no ${name} here`);
    });
    const shop = await runningShop(file);
    expect(await shop?.startHost('orders')).toEqual(started);
    await expect(shop?.startHost('catalog')).rejects.toThrow('no catalog here');
  });

  it('tells nobody else how to ask', async () => {
    await hold();
    const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url: string };
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await fetch(`${url}/hosts/orders`, { method: 'POST' })).status).toBe(401);
  });

  it('has no shop while none runs', async () => {
    expect(await runningShop(file)).toBeUndefined();
  });
});
