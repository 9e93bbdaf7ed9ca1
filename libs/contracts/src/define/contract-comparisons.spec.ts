import { describe, expect, it } from '@jest/globals';
import { accounts } from '../accounts/index.ts';
import { catalog } from '../catalog/index.ts';
import { checkout } from '../checkout/index.ts';
import { orders } from '../orders/index.ts';
import { payments } from '../payments/index.ts';
import { comparisonViolations } from './comparison-violations.ts';

describe('the shop’s own contracts', () => {
  it.each([accounts, catalog, checkout, orders, payments])('compare answers only at places that there are: $name', ({ operations }) => {
    expect(Object.entries(operations).flatMap(([name, operation]) => comparisonViolations(name, operation))).toEqual([]);
  });
});
