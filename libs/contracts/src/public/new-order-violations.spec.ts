import { describe, expect, it } from '@jest/globals';
import { newOrderViolations } from './new-order-violations.ts';

const line = (sku: string, quantity: unknown) => ({ sku, quantity });

describe('what the schema of a new order cannot say', () => {
  it.each<[string, unknown, string[]]>([
    ['a cart alone', { cartId: 'x' }, []],
    ['lines alone', { lines: [line('A', 1)] }, []],
    ['neither', {}, ['/lines']],
    ['both', { cartId: 'x', lines: [line('A', 1)] }, ['/lines']],
    ['lines that add up to the limit', { lines: [line('A', 50_000), line('B', 100_000), line('A', 50_000)] }, []],
    ['lines that add up to more', { lines: [line('A', 50_000), line('B', 1), line('A', 50_001), line('A', 1)] }, ['/lines/2/quantity']],
    ['a single line above the limit, which the schema refuses', { lines: [line('A', 100_001)] }, []],
    ['lines of any shape', { lines: [null, 1, line('A', 'many'), { sku: 'A' }, line('A', 1)] }, []],
    ['something that is no order', null, []],
  ])('judges %s', (_what, body, pointers) => {
    expect(newOrderViolations(body).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
