import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.ts';

const right = { PORT: '4200', LEDGER_FILE: 'ledger.jsonl', PROVIDER_KEY: 'a-key-of-16-chars' };

describe('the settings', () => {
  it('are read from the environment', () => {
    expect(settingsFrom(right)).toEqual({ port: 4200, bind: '127.0.0.1', ledgerFile: 'ledger.jsonl', key: 'a-key-of-16-chars' });
  });

  it('name whom it tells what became of charges, if anybody', () => {
    const events = { EVENTS_URL: 'http://127.0.0.1:3000/api/v1/payments/events', EVENTS_KEY: 'a-key-of-events-16' };
    expect(settingsFrom({ ...right, ...events }).events).toEqual({ url: events.EVENTS_URL, key: events.EVENTS_KEY });
    expect(() => settingsFrom({ ...right, ...events, EVENTS_KEY: '' })).toThrow('EVENTS_KEY must be');
    expect(() => settingsFrom({ ...right, ...events, EVENTS_URL: 'shop' })).toThrow('EVENTS_URL must be');
  });

  it('are refused with all mistakes at once, and without the key', () => {
    const read = () => settingsFrom({ PORT: '70000', PROVIDER_KEY: 'short' });
    expect(read).toThrow(/PORT must be .*\n- LEDGER_FILE must name .*\n- PROVIDER_KEY must be /);
    expect(read).not.toThrow(/'short'/);
  });
});
