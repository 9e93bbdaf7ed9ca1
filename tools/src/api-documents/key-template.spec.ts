import { describe, expect, it } from '@jest/globals';
import { COMPUTED, keyTemplate } from './key-template.ts';

describe('what a key is made of', () => {
  it.each<[string, (value: never) => string, string]>([
    ['a member', ({ buyer }: { buyer: string }) => buyer, '{buyer}'],
    ['a member within a member', ({ order }: { order: { id: string } }) => order.id, '{order.id}'],
    ['members put together', ({ orderId, revision }: { orderId: string; revision: number }) => `${orderId}:${revision}`, '{orderId}:{revision}'],
    ['members added up as text', ({ a, b }: { a: string; b: string }) => a + '/' + b, '{a}/{b}'],
    ['the input itself', (id: string) => id, '{}'],
    ['something computed', ({ email }: { email: string }) => email.toLowerCase(), COMPUTED],
  ])('names %s', (_what, key, template) => {
    expect(keyTemplate(key)).toBe(template);
  });

  it('does not hide what goes wrong otherwise', () => {
    const broken = () => {
      throw new RangeError('broken');
    };
    expect(() => keyTemplate(broken)).toThrow('broken');
  });
});
