import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '../start/root.ts';

/** A whole demo takes half a minute on a machine that is not busy. */
const patience = 180_000;
let folder: string;
let stdout: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-demo-'));
  const args = ['--conditions=banyan-source', join(root, 'tools/src/demo/main.ts'), '--quick', '--data', join(folder, 'data')];
  // It rejects if the exit code is not 0.
  ({ stdout } = await promisify(execFile)(process.execPath, args, { cwd: root }));
}, patience);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const figure = (row: string) => Number(new RegExp(`^ *${row} +([\\d,]+)$`, 'm').exec(stdout)?.[1]?.replaceAll(',', ''));

describe('npm run demo', () => {
  it('moves modules out and back without one failed request, and with every order confirmed', () => {
    expect(figure('Requests')).toBeGreaterThan(1_000);
    expect(figure('failed')).toBe(0);
    expect(figure('Orders accepted')).toBeGreaterThan(20);
    expect(figure('confirmed')).toBe(figure('Orders accepted'));
  });

  it('finds the wrong price by shadow, shows both values and how to see them again, and takes the rollout back', () => {
    expect(figure('Mismatches found')).toBeGreaterThan(0);
    expect(stdout).toMatch(/Found: \/price\/amount is (\d+) at home and (?!\1)\d+ at the target\./);
    expect(stdout).toContain('banyan call catalog.getProduct --input');
    expect(stdout).toContain('catalog.*: shadow 100 % at catalog → local');
  });

  it('finds the slow build by canary, and takes the rollout back', () => {
    expect(stdout).toContain('orders.*: canary 25 % at orders, else home → local');
    expect(stdout).toMatch(/because: orders\.\w+: \d+ of \d+ calls took longer at the target/);
  });

  it('takes what is well to remote, and back home at the end', () => {
    for (const module of ['catalog', 'orders']) {
      expect(stdout).toContain(`${module}.*: the rollout is done`);
      expect(stdout).toContain(`$ npx banyan rollout rollback '${module}.*'`);
    }
  });

  it('leaves nothing behind', () => {
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});
