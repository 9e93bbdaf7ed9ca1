import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keptSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

describe('the secrets of a shop', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-secrets-'));
    file = join(folder, 'secrets.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are made once, and the same from then on', () => {
    expect(keptSecrets(file)).toEqual(keptSecrets(file));
  });

  it('can be read by their owner alone, even if the file was opened up', () => {
    const mode = () => statSync(file).mode & 0o777;
    keptSecrets(file);
    expect(mode()).toBe(0o600);
    const secrets = keptSecrets(file);
    writeFileSync(join(folder, 'open.json'), JSON.stringify(secrets), { mode: 0o644 });
    file = join(folder, 'open.json');
    keptSecrets(file);
    expect(mode()).toBe(0o600);
  });

  it('all differ, and have the form that a host accepts', () => {
    const secrets = keptSecrets(file);
    expect(new Set(Object.values(secrets)).size).toBe(Object.keys(secrets).length);
    expect(readSettings(secrets).mistakes).toEqual([]);
  });

  it('keep what they are when a new one joins them', () => {
    writeFileSync(file, JSON.stringify({ OPERATOR_TOKEN: 'as it was' }));
    const secrets = keptSecrets(file);
    expect(secrets.OPERATOR_TOKEN).toBe('as it was');
    expect(keptSecrets(file)).toEqual(secrets);
  });
});
