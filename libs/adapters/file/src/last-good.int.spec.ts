import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileLastGood } from './last-good.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-last-good-'));
  path = join(folder, 'routes');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the last good routes in a file', () => {
  it('are none at first', async () => {
    expect(await fileLastGood(path).read()).toBeUndefined();
  });

  it('are what was written last, to the next process as well', async () => {
    const kept = fileLastGood(path);
    for (const text of ['one', '', 'Grüße 🌳\u0000']) {
      await kept.write(text);
      expect(await fileLastGood(path).read()).toBe(text);
    }
  });

  it('end as the last of many writes, with nothing left beside them', async () => {
    const kept = fileLastGood(path);
    await Promise.all(Array.from({ length: 20 }, (_, number) => kept.write(`${number} `.repeat(20_000 - 900 * number))));
    expect((await kept.read())?.slice(0, 6)).toBe('19 19 ');
    expect(await readdir(folder)).toEqual(['routes']);
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  });

  it('are read whole while they are replaced', async () => {
    const [kept, reader] = [fileLastGood(path), fileLastGood(path)];
    const texts = ['a', 'b'].map((letter) => letter.repeat(300_000));
    await kept.write(texts[0]!);
    let writing = true;
    const written = (async () => {
      for (let round = 0; round < 20; round++) await kept.write(texts[round % 2]!);
      writing = false;
    })();
    while (writing) expect(texts.includes((await reader.read()) ?? '')).toBe(true);
    await written;
  });

  it('are unavailable while their volume is not there', async () => {
    const kept = fileLastGood(join(folder, 'volume', 'routes'));
    const unavailable = { name: 'Unavailable', what: join(folder, 'volume', 'routes'), cause: expect.objectContaining({ code: 'ENOENT' }) };
    await expect(kept.write('one')).rejects.toMatchObject(unavailable);
  });

  it('are unavailable where their place is no file', async () => {
    await expect(fileLastGood(folder).read()).rejects.toMatchObject({ name: 'Unavailable', what: folder });
  });
});
