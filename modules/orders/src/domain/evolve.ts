import type { OrderHistoryEntry } from '@banyan/contracts/orders';
import type { Order } from './order.ts';
import type { Step } from './step.ts';

/**
 * The order after one more step, which happened at the ISO 8601 instant `at`.
 * @throws {Error} if the step cannot follow: the records contradict each other, and nothing may be built on them
 */
export function evolve(order: Order, step: Step, at: string): Order {
  const history = (entry: Omit<OrderHistoryEntry, 'at'>) => [...order.history, { ...entry, at }];
  const rejected = (why: Pick<OrderHistoryEntry, 'reason' | 'sku'>): Order => ({
    ...order,
    stage: 'rejected',
    history: history({ status: 'rejected', ...why }),
  });

  switch (order.stage) {
    case 'accepted':
      if (step.kind === 'refused') return rejected({ reason: step.reason, sku: step.sku });
      if (step.kind === 'priced') {
        const priced = { total: step.total, lines: step.lines };
        return { ...order, stage: 'priced', priced, history: history({ status: 'processing' }) };
      }
      break;
    case 'priced':
      if (step.kind === 'outOfStock') return rejected({ reason: 'outOfStock', sku: step.sku });
      if (step.kind === 'reserved') return { ...order, stage: 'reserved' };
      break;
    case 'reserved':
      if (step.kind === 'declined') return { ...order, stage: 'declined' };
      if (step.kind === 'charged') return { ...order, stage: 'confirmed', history: history({ status: 'confirmed' }) };
      break;
    case 'declined':
      if (step.kind === 'released') return rejected({ reason: 'paymentDeclined' });
      break;
    case 'confirmed':
      if (step.kind === 'refunded') return { ...order, stage: 'refunded' };
      break;
    case 'refunded':
      if (step.kind === 'released') return { ...order, stage: 'cancelled', history: history({ status: 'cancelled' }) };
      break;
    case 'cancelled':
    case 'rejected':
      break;
  }
  throw new Error(
    `The order ${order.orderId} is ${order.stage}, after which it cannot be ${step.kind}. Compare its rows in orders.step with the catalogue's stock movements and the payments before you let its lane go on.`,
  );
}
