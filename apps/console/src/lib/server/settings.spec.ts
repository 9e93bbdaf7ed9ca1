import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.ts';

const keys = `k1:${'a'.repeat(43)}`;

describe('the settings of the console', () => {
  it('name the control API, a token to watch with and the keys of sessions', () => {
    const settings = settingsFrom({ CONTROL_URL: 'http://shop:4400/', CONTROL_VIEWER_TOKEN: 'v', CONSOLE_KEYS: keys });
    expect(settings).toMatchObject({ controlUrl: 'http://shop:4400', viewerToken: 'v', keys: { first: { id: 'k1' } } });
  });

  it('are refused with everything that is wrong, and without a key', () => {
    expect(() => settingsFrom({})).toThrow(/CONTROL_URL[^]*CONTROL_VIEWER_TOKEN[^]*CONSOLE_KEYS/);
    expect(() => settingsFrom({ CONTROL_URL: 'http://shop', CONTROL_VIEWER_TOKEN: 'v', CONSOLE_KEYS: 'k1:short' })).toThrow(/^(?![^]*short)[^]*CONSOLE_KEYS is no key ring/);
  });
});
