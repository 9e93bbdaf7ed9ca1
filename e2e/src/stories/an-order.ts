export const shipTo = { name: 'Ada Example', line1: '1 Example Street', city: 'London', postcode: 'N1 1AA', country: 'GB' };

/** An order as a client sends it; what is named in `more` replaces or adds. */
export function anOrder(lines: readonly (readonly [sku: string, quantity: number])[], more: object = {}) {
  return {
    lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
    market: 'GB',
    email: 'ada@example.org',
    shipTo,
    payment: { token: 'tok_approved' },
    ...more,
  };
}

export interface Accepted {
  readonly orderId: string;
  readonly receipt: string;
}
