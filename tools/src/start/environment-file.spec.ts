import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeEnvironment } from './environment-file.ts';

describe('an environment kept in a file', () => {
  const environment = { PORT: '3000', ROUTES: '{"version":1,"routes":{"orders.*":{"kind":"remote"}}}', SPACED: 'a # b $HOME `c`', URL: 'postgres://a:b@127.0.0.1/c?d=e' };
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-environment-'));
    file = join(folder, 'host.env');
    writeEnvironment(file, environment);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads the same for Node and for a shell', () => {
    expect(parseEnv(readFileSync(file, 'utf8'))).toEqual(environment);
    const seen = execFileSync('sh', ['-c', `set -a; . '${file}'; "${process.execPath}" -p 'JSON.stringify(process.env)'`], { env: {}, encoding: 'utf8' });
    expect(JSON.parse(seen)).toMatchObject(environment);
  });

  it('can be read by its owner alone', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('refuses a value that could not be read back', () => {
    expect(() => writeEnvironment(file, { NAME: "it's" })).toThrow('NAME holds a quote');
  });
});
