import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changedLines, newPackages } from './changed-lines.ts';
import { copyShop, install } from './install.ts';
import { INTERNAL_KEYS, startOrdersHost } from './orders-host.ts';
import { packLibraries } from './pack-libraries.ts';
import { legacyShop, root } from './root.ts';
import { run, runWell } from './run.ts';

let workbench: string;
const at = (name: string) => join(workbench, name);
const jest = join(root, 'node_modules/jest/bin/jest.js');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

beforeAll(async () => {
  workbench = await mkdtemp(join(tmpdir(), 'banyan-legacy-shop-'));
  const packed = await packLibraries(workbench);
  for (const [name, nest, strangled] of [['before', 10, false], ['nest-10', 10, true], ['nest-11', 11, true], ['nest-12', 12, true]] as const) {
    await copyShop(at(name), strangled);
    await install(at(name), nest, packed);
  }
});

afterAll(() => rm(workbench, { recursive: true, force: true }));

/** How a newer CommonJS project finds types; the shop's own tsconfig has the older way. */
const nodeNext = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];

const builds = new Map<string, Promise<string>>();

/** Builds a shop, once. */
async function built(name: string): Promise<void> {
  const build = builds.get(name) ?? runWell(process.execPath, [tsc, '-p', '.', ...(name === 'nest-12' ? nodeNext : [])], at(name));
  builds.set(name, build);
  await build;
}

/** Runs the shop's own tests. */
async function ownTests(name: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const { text } = await run(process.execPath, ['--experimental-vm-modules', jest, '--runInBand', '--no-cache'], at(name), { INTERNAL_KEYS, ...environment });
  return text;
}

const allPassed = 'Tests:       9 passed, 9 total';

describe('the legacy shop', () => {
  it('routes a provider by fewer than 20 changed lines', async () => {
    const strangled = join(legacyShop, 'strangled');
    const changed = await changedLines(legacyShop, strangled);
    const packages = await newPackages(legacyShop, strangled);
    expect(changed).toEqual({ 'src/app.module.ts': 3 });
    expect(packages).toEqual(['@banyan/adapter-http', '@banyan/adapter-nest', '@banyan/contracts', 'typebox']);
    expect(Object.values(changed).reduce((sum, lines) => sum + lines) + packages.length).toBeLessThan(20);
  });

  it('keeps the tests that it has, as they are', async () => {
    for (const test of ['orders.test.ts', 'customers.test.ts']) {
      expect(await readFile(join(at('nest-10'), 'test', test), 'utf8')).toBe(await readFile(join(legacyShop, 'test', test), 'utf8'));
    }
  });

  it('passes them before', async () => {
    expect(await ownTests('before')).toContain(allPassed);
  });
});

describe('the strangled shop', () => {
  it('passes its own tests while the seam observes', async () => {
    expect(await ownTests('nest-10')).toContain(allPassed);
  });

  it('passes them with the seam enforced', async () => {
    expect(await ownTests('nest-10', { ORDERS_SEAM: 'enforce' })).toContain(allPassed);
  });
});

describe.each([['nest-10'], ['nest-11']])('the strangled shop on %s', (name) => {
  it('builds, and passes its own tests with the orders in another process', async () => {
    await built(name);
    const orders = await startOrdersHost('dist/orders-host.js', at(name));
    try {
      expect(await ownTests(name, { ORDERS_URL: orders.url })).toContain(allPassed);
    } finally {
      await orders.stop();
    }
  });
});

describe.each([['nest-10'], ['nest-11'], ['nest-12']])('the strangled shop as CommonJS on %s', (name) => {
  const visit = (environment: NodeJS.ProcessEnv) => runWell(process.execPath, ['visit.cjs'], at(name), { INTERNAL_KEYS, ...environment });

  it('does the same observed, enforced, and with the orders in another process', async () => {
    await copyFile(join(root, 'examples/compat/visit.cjs'), join(at(name), 'visit.cjs'));
    await built(name);
    const observed = await visit({});
    expect(observed).toContain('"number":"1001"');
    expect(observed).toContain('NotFoundException: There is no order 7');
    expect(await visit({ ORDERS_SEAM: 'enforce' })).toBe(observed);
    const orders = await startOrdersHost('dist/orders-host.js', at(name));
    try {
      expect(await visit({ ORDERS_URL: orders.url })).toBe(observed);
    } finally {
      await orders.stop();
    }
    await expect(visit({ ORDERS_URL: orders.url })).rejects.toThrow('could not be reached');
  });
});

describe.each([['nest-10'], ['nest-11'], ['nest-12']])('an application of ES modules on %s', (name) => {
  it('calls a strangled provider over HTTP', async () => {
    await copyFile(join(root, 'examples/compat/esm-app.mjs'), join(at(name), 'esm-app.mjs'));
    expect(await runWell(process.execPath, ['esm-app.mjs'], at(name))).toBe('{"greeting":"Hello Ada","by":"host","instance":true}\n');
  });
});
