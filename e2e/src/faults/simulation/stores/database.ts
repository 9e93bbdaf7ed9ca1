import { memoryOutbox, type MemoryOutbox } from '@banyan/outbox/memory';
import type { Chance } from '../chance.ts';
import type { Defect } from '../defects.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import { bareCursorOutbox } from './bare-cursor.ts';
import { ChargeTable } from './charge-table.ts';
import { IntakeTable } from './intake-table.ts';
import { OrderStateTable } from './order-state-table.ts';
import { OrderTable } from './order-table.ts';
import { StockTable } from './stock-table.ts';
import { WatchedInbox } from './watched-inbox.ts';

/** A module that is called later. */
export type Deferring = 'checkout' | 'orders';

/** All that the shop's modules keep, in the one database that its hosts share. */
export class Database {
  readonly outboxes: Readonly<Record<Deferring, MemoryOutbox>>;
  readonly inboxes: Readonly<Record<Deferring, WatchedInbox>>;
  readonly states: OrderStateTable;
  readonly intakes: IntakeTable;
  readonly orders: OrderTable;
  readonly stock: StockTable;
  readonly charges = new ChargeTable();

  constructor({ time, chance, defect, stock }: { readonly time: VirtualTime; readonly chance: Chance; readonly defect: Defect | undefined; readonly stock: ReadonlyMap<string, number> }) {
    const now = () => new Date(time.now());
    const outbox = () => (defect === 'outbox by bare cursor' ? bareCursorOutbox(now, () => chance.between(0, 60)) : memoryOutbox(now));
    this.outboxes = { checkout: outbox(), orders: outbox() };
    this.inboxes = { checkout: new WatchedInbox(now, defect), orders: new WatchedInbox(now, defect) };
    this.states = new OrderStateTable(defect);
    this.intakes = new IntakeTable({ outbox: this.outboxes.checkout, states: this.states, defect });
    this.orders = new OrderTable({ inbox: this.inboxes.orders, outbox: this.outboxes.orders, defect });
    this.stock = new StockTable(stock, { defect, later: (then) => void time.after(chance.between(1, 100), then) });
  }

  /** Work that is not done, by where it is. */
  waiting(): { readonly where: string; readonly count: number }[] {
    const modules = ['checkout', 'orders'] as const;
    return modules.flatMap((module) => [
      { where: `${module}.outbox_entry`, count: this.outboxes[module].waiting() },
      { where: `${module}.inbox_call`, count: this.inboxes[module].waiting },
    ]);
  }
}
