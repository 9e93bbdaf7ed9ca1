import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeRouteStore, witness } from '@banyan/strangler/testing';
import { fileRouteStore } from './route-store.ts';

async function folderForATest(): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const around = await mkdtemp(join(tmpdir(), 'banyan-routes-'));
  const folder = join(around, 'routes');
  await mkdir(folder);
  return { folder, remove: () => rm(around, { recursive: true }) };
}

async function storeIn(options: { readonly everyMs: number }) {
  const { folder, remove } = await folderForATest();
  const elsewhere = `${folder}-elsewhere`;
  return {
    open: () => fileRouteStore(folder, options),
    absences: {
      'is not mounted': { begin: () => rename(folder, elsewhere), end: () => rename(elsewhere, folder), toldWithin: 10_000 },
    },
    close: remove,
  };
}

describeRouteStore('a route store in a folder', () => storeIn({ everyMs: 20 }), ['is not mounted']);

const HOUR = 3_600_000;

describe('a route store in a folder', () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => ({ folder, remove } = await folderForATest()));
  afterEach(() => remove());

  it('hears of an append from the system, long before it would look', async () => {
    const [here, there] = [fileRouteStore(folder, { everyMs: HOUR }), fileRouteStore(folder, { everyMs: HOUR })];
    const seen = witness(there);
    await here.append({ version: 1, text: 'one' });
    await seen.reached(1);
    await here.append({ version: 2, text: 'two' });
    await seen.reached(2);
    await there.close();
  });

  it('finds what comes in a folder that was taken away and put back', async () => {
    const there = fileRouteStore(folder, { everyMs: 20 });
    const seen = witness(there);
    await rename(folder, `${folder}-elsewhere`);
    await fileRouteStore(`${folder}-elsewhere`).append({ version: 1, text: 'one' });
    await expect(there.load()).rejects.toThrow('cannot be reached');
    await rename(`${folder}-elsewhere`, folder);
    await seen.reached(1);
    await fileRouteStore(folder).append({ version: 2, text: 'two' });
    await seen.reached(2);
    await there.close();
  });

  it('is kept in a file for each version, read by nobody else', async () => {
    const store = fileRouteStore(folder);
    for (const version of [1, 2]) await store.append({ version, text: 'text' });
    await store.append({ version: 2, text: 'refused' });
    expect((await readdir(folder)).sort()).toEqual(['0000000001.routes', '0000000002.routes']);
    expect(((await stat(join(folder, '0000000002.routes'))).mode & 0o777).toString(8)).toBe('600');
  });

  it('takes no notice of other files, and of none that is still being written', async () => {
    for (const name of ['notes.txt', '0000000007.routes.ab.part', '7.routes', 'x0000000007.routes', '0000000000.routes']) await writeFile(join(folder, name), 'no');
    const store = fileRouteStore(folder);
    expect(await store.load()).toBeUndefined();
    expect(await store.append({ version: 1, text: 'one' })).toBe(true);
  });

  it('removes what a writer that died had begun, and leaves one that is alive alone', async () => {
    const [dead, alive] = ['0000000001.routes.aa.part', '0000000001.routes.bb.part'];
    for (const name of [dead, alive]) await writeFile(join(folder, name), 'half');
    const long = new Date(Date.now() - 2 * HOUR);
    await utimes(join(folder, dead), long, long);
    await fileRouteStore(folder).append({ version: 1, text: 'one' });
    expect((await readdir(folder)).sort()).toEqual(['0000000001.routes', alive]);
  });
});
