import { describe, expect, it } from '@jest/globals';
import { bucketStore } from './bucket-store.ts';
import { typeOf } from './media-store.ts';

describe('a key of the object store', () => {
  it.each([
    ['products/LMP-100/640.webp', 'image/webp'],
    ['products/../../secrets.webp', undefined],
    ['/etc/passwd.webp', undefined],
    ['products/.env', undefined],
    ['products/a.html', undefined],
  ])('%s is of type %s', (key, type) => {
    expect(typeOf(key)).toBe(type);
  });
});

describe('a bucket', () => {
  const answering = (status: number) => bucketStore('http://bucket.test', async () => new Response('x', { status })).find('products/A/320.webp');

  it('gives what it has, says what it has not, and fails aloud', async () => {
    expect((await answering(200))?.type).toBe('image/webp');
    expect(await answering(404)).toBeUndefined();
    expect(await answering(403)).toBeUndefined();
    await expect(answering(500)).rejects.toThrow('answered 500');
  });
});
