import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.ts';

const right = { PORT: '4200', LEDGER_FILE: 'ledger.jsonl', PROVIDER_KEY: 'a-key-of-16-chars' };

describe('the settings', () => {
  it('are read from the environment', () => {
    expect(settingsFrom(right)).toEqual({ port: 4200, bind: '127.0.0.1', ledgerFile: 'ledger.jsonl', key: 'a-key-of-16-chars' });
  });

  it('are refused with all mistakes at once, and without the key', () => {
    const read = () => settingsFrom({ PORT: '70000', PROVIDER_KEY: 'short' });
    expect(read).toThrow(/PORT must be .*\n- LEDGER_FILE must name .*\n- PROVIDER_KEY must be /);
    expect(read).not.toThrow(/'short'/);
  });
});
