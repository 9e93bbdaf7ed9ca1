import { describe, expect, it } from '@jest/globals';
import { readExtractOptions } from './options.ts';
import { shopToReport } from './shop-to-report.ts';

const key = 'k'.repeat(32);
const environment = { REPORTS_DATABASE_URL: 'postgres://banyan_reports:secret@writer.internal:5432/shop?sslmode=verify-full', REPORTS_PSEUDONYM_KEY: key };
const found = (args: readonly string[], given: Readonly<Record<string, string>> = environment) => shopToReport(readExtractOptions(args, '/nowhere').options, given);

describe('what an extract reads from', () => {
  it('is what the environment names, at the replica that it names beside', () => {
    expect(found([], { ...environment, REPORTS_DATABASE_HOST: 'replica.internal' }).url).toBe('postgres://banyan_reports:secret@replica.internal:5432/shop?sslmode=verify-full');
  });

  it('is the replica of the command line before all', () => {
    expect(found(['--from', '127.0.0.1:5433'], { ...environment, REPORTS_DATABASE_HOST: 'replica.internal' }).url).toBe('postgres://banyan_reports:secret@127.0.0.1:5433/shop?sslmode=verify-full');
  });

  it('has to be a shop that was started, where the environment names none', () => {
    expect(() => found([], {})).toThrow('No shop was started with /nowhere/.banyan. Start one with npm start, or name its data folder with --data.');
  });

  it('comes with a key for pseudonyms that nobody guesses', () => {
    expect(() => found([], { REPORTS_DATABASE_URL: environment.REPORTS_DATABASE_URL })).toThrow('REPORTS_DATABASE_URL and REPORTS_PSEUDONYM_KEY belong together.');
    expect(() => found([], { ...environment, REPORTS_PSEUDONYM_KEY: 'short' })).toThrow('REPORTS_PSEUDONYM_KEY is shorter than 32 bytes.');
  });
});
