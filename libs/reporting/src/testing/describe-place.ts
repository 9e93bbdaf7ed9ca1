import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Place } from '../places/place.ts';

/** What every place promises. @param empty makes one in which nothing is @param lacks what what stands for the place cannot do */
export function describePlace(kind: string, empty: () => Promise<Place>, { lacks }: { readonly lacks?: 'conditions' } = {}): void {
  describe(kind, () => {
    let place: Place;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'banyan-place-'));
    });
    beforeEach(async () => {
      place = await empty();
    });
    afterAll(() => rm(folder, { recursive: true }));

    const bring = async (name: string, text: string) => {
      const file = join(folder, 'brought');
      await writeFile(file, text);
      await place.put(name, file);
    };

    it('is empty at first', async () => {
      expect(await place.list('')).toEqual([]);
    });

    it('keeps files that are brought in, and replaces one of the same name', async () => {
      await bring('files/one/a.bin', 'first');
      await bring('files/one/a.bin', 'second');
      expect((await place.read('files/one/a.bin')).toString()).toBe('second');
    });

    // A stand-in without conditions cannot show it.
    (lacks === 'conditions' ? it.skip : it)('creates a text once, however many write it at once', async () => {
      const created = await Promise.all(['a', 'b', 'c'].map((text) => place.create('manifests/1.json', text)));
      expect(created.filter(Boolean)).toHaveLength(1);
      expect(['a', 'b', 'c']).toContain((await place.read('manifests/1.json')).toString());
      expect(await place.create('manifests/1.json', 'd')).toBe(false);
    });

    it('lists what begins alike, in order', async () => {
      for (const name of ['files/b', 'files/a/c', 'manifests/1', 'files.txt']) await bring(name, name);
      expect(await place.list('files/')).toEqual(['files/a/c', 'files/b']);
      expect(await place.list('')).toEqual(['files.txt', 'files/a/c', 'files/b', 'manifests/1']);
    });

    it('forgets what is removed, and does not mind if it is not there', async () => {
      await bring('files/a', 'a');
      await place.remove('files/a');
      await place.remove('files/a');
      expect(await place.list('')).toEqual([]);
      await expect(place.read('files/a')).rejects.toThrow();
    });
  });
}
