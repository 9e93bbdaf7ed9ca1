import type { Money, OrderLine } from '@banyan/contracts/values';
import type { LedgerEntry } from '../witnesses/ledger-entry.ts';
import type { OrderRow, RecordedStep } from '../witnesses/order-rows.ts';
import type { MovementRow } from '../witnesses/stock-rows.ts';

type Opened = Omit<OrderRow, 'status' | 'steps'>;

/** What the model shop keeps of orders, stock and money, each change whole. */
export class ModelBooks {
  readonly orders = new Map<string, OrderRow>();
  readonly movements: MovementRow[] = [];
  readonly ledger: LedgerEntry[] = [];
  readonly initial: ReadonlyMap<string, number>;
  readonly onHand: Map<string, number>;

  constructor(stock: Readonly<Record<string, number>>) {
    this.initial = new Map(Object.entries(stock));
    this.onHand = new Map(this.initial);
  }

  step(order: Opened, step: RecordedStep): void {
    const steps = [...(this.orders.get(order.orderId)?.steps ?? []), step];
    this.orders.set(order.orderId, { ...order, steps, ...statusAfter(steps) });
  }

  reserve(orderId: string, demand: readonly OrderLine[]): boolean {
    if (demand.some(({ sku, quantity }) => (this.onHand.get(sku) ?? 0) < quantity)) return false;
    for (const line of demand) this.#move({ orderId, ...line, kind: 'reserved' }, -1);
    return true;
  }

  release(orderId: string): void {
    for (const { sku, quantity } of this.movements.filter((movement) => movement.orderId === orderId)) this.#move({ orderId, sku, quantity, kind: 'released' }, 1);
  }

  charge(orderId: string, total: Money, solvent: boolean): boolean {
    this.ledger.push({ kind: 'charge', key: `${orderId}:charge`, ...total, outcome: solvent ? 'approved' : 'declined' });
    return solvent;
  }

  refund(orderId: string): void {
    const { key, amount, currency } = this.ledger.find((entry) => entry.key === `${orderId}:charge`)!;
    this.ledger.push({ kind: 'refund', key: `${orderId}:refund`, chargeKey: key, amount, currency });
  }

  #move(movement: MovementRow, sign: 1 | -1): void {
    this.movements.push(movement);
    this.onHand.set(movement.sku, this.onHand.get(movement.sku)! + sign * movement.quantity);
  }
}

function statusAfter(steps: readonly RecordedStep[]): Pick<OrderRow, 'status' | 'reason'> {
  if (steps.includes('outOfStock')) return { status: 'rejected', reason: 'outOfStock' };
  if (steps.includes('declined')) return steps.includes('released') ? { status: 'rejected', reason: 'paymentDeclined' } : { status: 'processing', reason: null };
  if (steps.includes('released')) return { status: 'cancelled', reason: null };
  return { status: steps.includes('charged') ? 'confirmed' : 'processing', reason: null };
}
