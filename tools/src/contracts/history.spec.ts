import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PublishedContract } from '@banyan/contracts/compatibility';
import { historyOf } from './history.ts';
import { publish } from './publish.ts';
import { fileOf, readRegistry, writePublished } from './registry.ts';

const stock = (version: string, ...operations: string[]): PublishedContract => ({
  name: 'stock',
  version,
  operations: Object.fromEntries(operations.map((name) => [name, { promises: { effect: 'read', delivery: 'reply' }, timeout: 1_000, callers: [], input: { type: 'object', properties: {} }, output: { type: 'object', properties: {} }, errors: {} }])),
  events: {},
  groups: {},
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-published-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const judged = (current: PublishedContract) => {
  const { changes, isRefused } = historyOf(current, readRegistry(folder));
  return { changes: changes.map(({ older, newer, verdict }) => `${older} → ${newer}: ${verdict}`), isRefused };
};

describe('the history of a contract', () => {
  it('goes from each published version to the next, and to the workspace’s', () => {
    for (const each of [stock('1.10.0', 'take', 'count', 'put'), stock('1.2.0', 'take', 'count'), stock('1.0.0', 'take')]) writePublished(each, folder);
    expect(judged(stock('2.0.0', 'take'))).toEqual({ changes: ['1.0.0 → 1.2.0: compatible', '1.2.0 → 1.10.0: compatible', '1.10.0 → 2.0.0: newMajor'], isRefused: false });
  });

  it('is empty before anything is published', () => {
    expect(judged(stock('1.0.0', 'take'))).toEqual({ changes: [], isRefused: false });
  });

  it('refuses what differs from what was published under the same version', () => {
    writePublished(stock('1.0.0', 'take'), folder);
    expect(judged(stock('1.0.0', 'take', 'count'))).toEqual({ changes: ['1.0.0 → 1.0.0: versionTooLow'], isRefused: true });
  });

  it('refuses a break that has been published together with its change', () => {
    writePublished(stock('1.0.0', 'take'), folder);
    writePublished(stock('1.1.0', 'takeStock'), folder);
    expect(judged(stock('1.1.0', 'takeStock'))).toEqual({ changes: ['1.0.0 → 1.1.0: versionTooLow', '1.1.0 → 1.1.0: same'], isRefused: true });
  });
});

describe('publishing', () => {
  it('writes a file for each version, and keeps the earlier ones', () => {
    publish([stock('1.0.0', 'take')], folder);
    expect(publish([stock('1.1.0', 'take', 'count')], folder)).toMatchObject({ isRefused: false, written: [{ version: '1.1.0' }] });
    expect(readdirSync(folder).sort()).toEqual(['stock@1.0.0.json', 'stock@1.1.0.json']);
    expect(publish([stock('1.1.0', 'take', 'count')], folder).written).toEqual([]);
  });

  it('mends words under a version that is published', () => {
    publish([stock('1.0.0', 'take')], folder);
    const described = { ...stock('1.0.0', 'take'), description: 'What is left.' };
    expect(publish([described], folder).written).toEqual([described]);
    expect(readFileSync(join(folder, fileOf(described)), 'utf8')).toContain('What is left.');
  });

  it('writes nothing at all if one contract is refused', () => {
    publish([stock('1.0.0', 'take')], folder);
    const other = { ...stock('1.0.0', 'find'), name: 'catalog' };
    expect(publish([other, stock('1.1.0')], folder)).toMatchObject({ isRefused: true, written: [] });
    expect(readdirSync(folder)).toEqual(['stock@1.0.0.json']);
  });
});

describe('a folder of published contracts', () => {
  it.each([
    ['no JSON', 'stock@1.0.0.json', '{', /stock@1\.0\.0\.json cannot be read as published contract/],
    ['no contract', 'stock@1.0.0.json', '{"name":"stock"}', /stock@1\.0\.0\.json is no published contract:\n {2}\/ .*/],
    ['a contract of another name', 'stock@1.1.0.json', JSON.stringify(stock('1.0.0')), /holds stock 1\.0\.0; call it stock@1\.0\.0\.json\./],
  ])('is not read past a file that holds %s', (_what, file, text, words) => {
    writeFileSync(join(folder, file), text);
    expect(() => readRegistry(folder)).toThrow(words);
  });
});
