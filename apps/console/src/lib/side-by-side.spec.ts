import { describe, expect, it } from '@jest/globals';
import { sideBySide } from './side-by-side.ts';

const differing = (home: unknown, target: unknown) => sideBySide(JSON.stringify(home), JSON.stringify(target))!.filter(({ differs }) => differs).map(({ home, target }) => [home, target]);

describe('two answers beside each other', () => {
  it('differ at the lines where they do', () => {
    const product = { sku: 'MUG', price: { amount: 195, currency: 'GBP' } };
    expect(differing(product, { ...product, price: { amount: 295, currency: 'GBP' } })).toEqual([['    "amount": 195', '    "amount": 295']]);
    expect(differing(product, product)).toEqual([]);
  });

  it('keep to the same lines where a part is missing, or is of another kind', () => {
    expect(differing({ a: 1, b: 2 }, { b: 2, c: { d: 3 } })).toEqual([
      ['  "a": 1', null],
      [null, '  "c": {'],
      [null, '    "d": 3'],
      [null, '  }'],
    ]);
    expect(differing([1, 2], [1])).toEqual([['  2', null]]);
    expect(differing({ a: [] }, { a: {} })).toEqual([['  "a": []', '  "a": {}']]);
  });

  it('are the whole of both texts', () => {
    const home = { a: [{ b: null }, 'text'], c: true };
    const lines = sideBySide(JSON.stringify(home), '{"a":[]}')!;
    expect(JSON.parse(lines.map(({ home }) => home ?? '').join('\n').replace(/([^[{:\s])\n(?=\s*["{])/g, '$1,\n'))).toEqual(home);
  });

  it('are not to be had of a text that was cut', () => expect(sideBySide('{"a":1', '{"a":1}')).toBeUndefined());
});
