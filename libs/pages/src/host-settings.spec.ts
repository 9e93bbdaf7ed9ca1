import { describe, expect, it } from '@jest/globals';
import { hostSettingsFrom } from './host-settings.ts';

describe('where a host of pages listens', () => {
  it('is what it was told, and nowhere beyond this machine unless that is said', () => {
    expect(hostSettingsFrom('storefront', { PORT: '0' })).toEqual({ port: 0, bind: '127.0.0.1' });
    expect(hostSettingsFrom('storefront', { PORT: '65535', BIND: '0.0.0.0' })).toEqual({ port: 65_535, bind: '0.0.0.0' });
  });

  it.each([undefined, '', 'http', '-1', '65536', '80.5'])('is refused as %p, by the name of the host', (PORT) => {
    expect(() => hostSettingsFrom('console', { PORT })).toThrow('The console cannot start:\n- PORT must be a port number from 0 to 65535; 0 takes any free port.');
  });
});
