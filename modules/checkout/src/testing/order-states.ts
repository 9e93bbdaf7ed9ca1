import type { OrderHistoryEntry, OrderState } from '@banyan/contracts/orders';

const course = ['processing', 'confirmed', 'cancelled'] as const;

/** The state of an order at a revision of its usual course: 1 processing, 2 confirmed, 3 cancelled. */
export function stateAt(revision: 1 | 2 | 3, { orderId, buyer }: { readonly orderId: string; readonly buyer: string }): OrderState {
  const history: OrderHistoryEntry[] = (['accepted', ...course] as const)
    .slice(0, revision + 1)
    .map((status, index) => ({ status, at: new Date(Date.UTC(2026, 10, 23, 10, 0, index)).toISOString() }));
  return {
    orderId,
    buyer,
    market: 'GB',
    status: course[revision - 1]!,
    lines: [{ sku: 'LAMP', name: 'A lamp', quantity: 2, unitPrice: 255 }],
    total: { amount: 510, currency: 'GBP' },
    history,
    revision,
  };
}
