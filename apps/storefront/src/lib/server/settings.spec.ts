import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.ts';

describe('the settings of the storefront', () => {
  it('name the shop and where its pictures are', () => {
    expect(settingsFrom({ SHOP_API_URL: 'http://shop:3000/', MEDIA_FOLDER: '/media' })).toEqual({ shopApiUrl: 'http://shop:3000', media: { folder: '/media' } });
    expect(settingsFrom({ SHOP_API_URL: 'http://shop:3000', MEDIA_URL: 'https://media.example.org/' }).media).toEqual({ url: 'https://media.example.org' });
  });

  it('are refused with everything that is wrong', () => {
    expect(() => settingsFrom({})).toThrow(/SHOP_API_URL[^]*MEDIA_FOLDER/);
    expect(() => settingsFrom({ SHOP_API_URL: 'shop', MEDIA_URL: 'bucket' })).toThrow(/SHOP_API_URL[^]*MEDIA_URL must be/);
    expect(() => settingsFrom({ SHOP_API_URL: 'http://shop', MEDIA_URL: 'https://a', MEDIA_FOLDER: '/b' })).toThrow(/One of/);
  });
});
