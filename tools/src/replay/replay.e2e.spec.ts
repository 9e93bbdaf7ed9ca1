import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateRows } from '../generator/invoices.ts';
import { writeRows } from '../generator/write-rows.ts';
import { root } from '../start/root.ts';
import { startShop, type Shop } from '../start/index.ts';
import { columns, currencyColumn } from './file/columns.ts';
import type { Stage } from './options.ts';
import { exactStock } from './plan/stock-factor.ts';
import { planOf, replay } from './replay.ts';

const wished = { orders: 60, currencies: true } as const;
let folder: string;
let shop: Shop;

const fileOf = (seed: number) => join(folder, `orders-${seed}.csv.gz`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-replay-'));
  for (const seed of [7, 8]) await writeRows(fileOf(seed), generateRows({ ...wished, seed }), [...columns, currencyColumn]);
  shop = await startShop(
    { split: [], via: 'http', replies: 'http', port: 0, data: join(folder, 'shop'), fresh: true, demo: false },
    { environment: process.env, report: () => undefined },
  );
});
afterAll(async () => {
  await shop?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function playFile(seed: number) {
  const { publicUrl, operatorUrl, operatorToken } = shop;
  const stage: Stage = { kind: 'running', publicUrl, operatorUrl, operatorToken };
  const plan = await planOf({ file: fileOf(seed), stock: exactStock });
  return replay(plan, { stage, patience: 60_000 }, { environment: {}, screen: { write: () => true }, signal: new AbortController().signal });
}

/** Counted without any part of the replay; each line of the generated goods is in the currency of its country. */
function unitsByCountry(seed: number): Record<string, number> {
  const units: Record<string, number> = {};
  for (const { InvoiceNo, StockCode, Quantity, UnitPrice, Country } of generateRows({ ...wished, seed })) {
    if (InvoiceNo.startsWith('C') || !/^\d{5}/.test(StockCode) || Number(Quantity) <= 0 || Number(UnitPrice) <= 0) continue;
    units[Country] = (units[Country] ?? 0) + Number(Quantity);
  }
  return units;
}

describe('a replay', () => {
  it('sells exactly what the file sells, and on a second run of it finds nothing left', async () => {
    const first = await playFile(7);
    expect(first).toMatchObject({ unaccounted: [], refused: [], report: { orders: 60, accepted: 60, confirmed: 60, rejected: {} } });
    expect(first.report.units).toEqual(unitsByCountry(7));

    const second = await playFile(7);
    expect(second).toMatchObject({ unaccounted: [], refused: [], report: { accepted: 60, confirmed: 0, rejected: { outOfStock: 60 }, revenue: {} } });
  });

  it('is refused by a shop that holds other products under the same stock codes', async () => {
    await expect(playFile(8)).rejects.toThrow('so nothing was changed');
  });

  it('starts a shop of its own, writes its report and stops the shop', async () => {
    const json = join(folder, 'report.json');
    const args = ['--conditions=banyan-source', join(root, 'tools/src/replay/main.ts'), fileOf(8), '--limit', '10', '--json', json, '--data', join(folder, 'own')];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ orders: 10, accepted: 10, confirmed: 10 });
    expect(stdout).toContain('10 of 10 accepted, 10 ended');
    const hosts = JSON.parse(readFileSync(join(folder, 'own', 'hosts.json'), 'utf8')) as { readonly state: string }[];
    expect(hosts.every(({ state }) => state === 'ended')).toBe(true);
  });
});
