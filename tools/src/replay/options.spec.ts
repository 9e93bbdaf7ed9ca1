import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readReplayOptions } from './options.ts';

const read = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => readReplayOptions(args, { folder: '/shop', environment });
const operator = { BANYAN_OPERATOR_URL: 'http://127.0.0.1:4000', BANYAN_OPERATOR_TOKEN: 'secret' };

describe('the command line of npm run replay', () => {
  it('needs a file only, and starts a fresh shop of its own on any free port, without the demo', () => {
    expect(read(['orders.csv.gz'])).toEqual({
      options: {
        file: '/shop/orders.csv.gz',
        patience: 120_000,
        stock: { numerator: 1, denominator: 1 },
        stage: { kind: 'own', options: { split: [], via: 'http', replies: 'http', port: 0, data: '/shop/.banyan/replay', fresh: true, demo: false } },
      },
      mistakes: [],
    });
  });

  it('takes the flags of npm start', () => {
    const { options, mistakes } = read(['--split', 'orders,catalog', 'orders.csv', '--port', '8080', '--fresh', '--limit', '50', '--stock=0.5', '--rate', '2.5', '--patience', '300', '--json', '/out.json']);
    expect(mistakes).toEqual([]);
    expect(options).toMatchObject({ limit: 50, patience: 300_000, rate: 2.5, stock: { numerator: 5, denominator: 10 }, json: '/out.json', stage: { options: { split: ['orders', 'catalog'], port: 8080 } } });
  });

  it('plays to a shop that runs, as its operator', () => {
    expect(read(['orders.csv', '--url', 'http://127.0.0.1:3000'], operator)).toMatchObject({
      options: { stage: { kind: 'running', publicUrl: 'http://127.0.0.1:3000', operatorUrl: 'http://127.0.0.1:4000', operatorToken: 'secret' } },
      mistakes: [],
    });
  });

  it.each([
    [[], 'Name the file to play'],
    [['a.csv', 'b.csv'], "'b.csv' is one file too many"],
    [['a.csv', '--limit', '0'], '--limit 0 is not a number of orders'],
    [['a.csv', '--stock', 'lots'], '--stock lots is not a factor'],
    [['a.csv', '--json', 'nowhere/out.json'], '--json nowhere/out.json: there is no such folder'],
    [['a.csv', '--rate', '0'], '--rate 0 is not a number of orders a second'],
    [['a.csv', '--patience', 'long'], '--patience long is not a number of seconds'],
    [['a.csv', '--splitt', 'orders'], 'Did you mean --split?'],
    [['a.csv', '--url', 'shop'], '--url shop is not an address'],
    [['a.csv', '--url', 'http://shop'], 'BANYAN_OPERATOR_URL must hold'],
    [['a.csv', '--url', 'http://shop', '--fresh'], '--fresh is for a shop that is started'],
  ])('%j is refused with what would be right', (args, mistake) => {
    expect(read(args).mistakes).toContainEqual(expect.stringContaining(mistake));
  });

  it('does not delete a shop that somebody named, unless told to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'banyan-replay-'));
    try {
      expect(read(['a.csv', '--data', folder]).mistakes).toEqual([]);
      writeFileSync(join(folder, 'secrets.json'), '{}');
      expect(read(['a.csv', '--data', folder]).mistakes).toEqual([expect.stringContaining('Add --fresh to have it deleted')]);
      expect(read(['a.csv', '--data', folder, '--fresh']).mistakes).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('leaves a real database as it is', () => {
    expect(read(['a.csv'], { DATABASE_URL: 'postgres://owner:secret@db/shop' }).options.stage).toMatchObject({ options: { fresh: false } });
  });
});
