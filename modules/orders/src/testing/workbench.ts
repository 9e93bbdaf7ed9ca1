import { postgresInbox, postgresOutbox, type Database } from '@banyan/adapter-postgres';
import type { CallContext, DeferredCall, InputOf, Turn } from '@banyan/contracts/define';
import { orders, type OrderChange } from '@banyan/contracts/orders';
import { deferCall } from '@banyan/outbox';
import { testDatabase } from '@banyan/tools/testing';
import type { OrderRequest } from '../ports/order-ledger.ts';
import { ordersApi } from '../orders.api.ts';
import { migrations } from '../stores/migrations/index.ts';
import { PostgresOrderLedger } from '../stores/postgres-order-ledger.ts';
import { killAt, Killed, type Between } from './kill.ts';
import { LedgerCatalog } from './ledger-catalog.ts';
import { LedgerPayments } from './ledger-payments.ts';

/** The instant of every step on the workbench. */
export const stepAt = '2026-11-01T10:00:05.000Z';

/** The context of calls on the workbench. */
export const context: CallContext = {
  principal: { kind: 'guest' },
  caller: 'monolith',
  deadline: Number.MAX_SAFE_INTEGER,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  routeVersion: 1,
};

const nothing: Between = (neighbour) => neighbour;

let made = 0;

/** An order that nobody has placed before, of a buyer of its own unless said otherwise. */
export function request(changes: Partial<OrderRequest> = {}): OrderRequest {
  made += 1;
  const id = String(made).padStart(24, '0');
  return {
    orderId: `ord_${id}`,
    buyer: `cus_${id}`,
    market: 'GB',
    acceptedAt: '2026-11-01T10:00:00.000Z',
    lines: [
      { sku: '22423', quantity: 2 },
      { sku: '85123A', quantity: 1 },
    ],
    shipTo: { name: 'Ada Shopper', line1: '1 Quay Street', city: 'Bristol', postcode: 'BS1 1AA', country: 'GB' },
    email: 'ada@example.org',
    payment: { token: 'tok_approved' },
    ...changes,
  };
}

type DeferredName = 'placeOrder' | 'cancelOrder';

/** The orders module on a real PostgreSQL, between neighbours in memory. */
export class Workbench {
  readonly database: Database;
  readonly close: () => Promise<void>;
  readonly catalog = new LedgerCatalog()
    .has('22423', { stock: 100, price: 1_275 })
    .has('85123A', { stock: 100, price: 295 })
    .has('21915', { stock: 100 });
  readonly payments = new LedgerPayments();
  readonly #sequences = new Map<string, number>();

  private constructor(database: Database, close: () => Promise<void>) {
    this.database = database;
    this.close = close;
  }

  static async open(): Promise<Workbench> {
    const { database, close } = await testDatabase(orders.name, migrations);
    return new Workbench(database, close);
  }

  /** The module's handlers; whatever leaves them, each statement too, passes `between`. */
  api(between: Between = nothing) {
    const database: Database = {
      ...between(this.database),
      transaction: (work) => this.database.transaction((tx) => work(between(tx))),
    };
    return ordersApi({
      ledger: between(new PostgresOrderLedger(database)),
      catalog: between(this.catalog),
      payments: between(this.payments),
      now: () => new Date(stepAt),
    });
  }

  /** Receives a call at the end of its buyer's lane. */
  async receive<K extends DeferredName>(name: K, input: InputOf<(typeof orders)['operations'][K]>): Promise<DeferredCall> {
    const message = deferCall(orders, name, input, { from: 'checkout', context, acceptedAt: new Date(stepAt) });
    const sequence = (this.#sequences.get(message.lane) ?? 0) + 1;
    this.#sequences.set(message.lane, sequence);
    const call = { ...message, sequence };
    await this.#inbox.receive([call]);
    return call;
  }

  /** Claims the lane of a call, in which it must be the next one. */
  async claim(call: DeferredCall): Promise<Turn> {
    const turn = await this.#turnOf(call);
    if (!turn) throw new Error(`${call.messageId} is not the next call of its lane.`);
    return turn;
  }

  /** Lets a lane go, so that it can be claimed at once. */
  async release({ lane, epoch }: Turn): Promise<void> {
    await this.#inbox.settle([{ lane, epoch, then: { kind: 'release' } }]);
  }

  /** Gives a call its turn, once, and lets the lane go. Only the handler completes the turn. */
  async handle(call: DeferredCall, between?: Between): Promise<void> {
    const turn = await this.claim(call);
    const api = this.api(between);
    const input: unknown = JSON.parse(call.body);
    try {
      await (call.destination === 'orders.placeOrder'
        ? api.placeOrder(input as OrderRequest, context, turn)
        : api.cancelOrder(input as InputOf<(typeof orders)['operations']['cancelOrder']>, context, turn));
    } finally {
      await this.release(turn);
    }
  }

  /**
   * Gives a call its turn in a process that is killed at the nth crossing of {@link killAt}, and then, unless the
   * turn was completed by that, in another. False if the first came through before it could be killed.
   */
  async handleDespiteKill(call: DeferredCall, crossing: number): Promise<boolean> {
    try {
      await this.handle(call, killAt(crossing));
      return false;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    const turn = await this.#turnOf(call);
    if (turn) {
      await this.release(turn);
      await this.handle(call);
    }
    return true;
  }

  /** Receives and handles a call. */
  async run<K extends DeferredName>(name: K, input: InputOf<(typeof orders)['operations'][K]>): Promise<void> {
    await this.handle(await this.receive(name, input));
  }

  /** What subscribers are told of a buyer's orders, in their order. */
  async events(buyer: string): Promise<OrderChange[]> {
    const lanes = await this.#outbox.claim({ lanes: 10_000, callsPerLane: 100, leaseMs: 0 });
    const calls = lanes.find(({ lane }) => lane === `orders.orderChanged/${buyer}`)?.calls ?? [];
    return calls.map(({ body }) => JSON.parse(body) as OrderChange);
  }

  /** The steps recorded of an order, in sequence. */
  async steps(orderId: string): Promise<string[]> {
    const rows = await this.database.query<{ step: string }>('SELECT step FROM orders.step WHERE order_id = $1 ORDER BY position', [orderId]);
    return rows.map(({ step }) => step);
  }

  /** The status in the order's row. */
  async storedStatus(orderId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ status: string }>('SELECT status FROM orders.placed_order WHERE order_id = $1', [orderId]);
    return row?.status;
  }

  /** What the neighbours moved for an order, without its id. */
  moved(orderId: string): string[] {
    const movements = [...this.catalog.movements, ...this.payments.movements];
    return movements.filter((movement) => movement.endsWith(orderId)).map((movement) => movement.slice(0, -orderId.length).trim());
  }

  /** The call's turn, if it is the next one of its lane. */
  async #turnOf({ lane, sequence, acceptedAt }: DeferredCall): Promise<Turn | undefined> {
    const claimed = await this.#inbox.claim({ lanes: 1_000, callsPerLane: 1, leaseMs: 60_000 });
    const own = claimed.find((turns) => turns.lane === lane);
    const next = own?.calls[0]?.sequence === sequence;
    await this.#inbox.settle(
      claimed
        .filter((turns) => turns !== own || !next)
        .map(({ lane, epoch, received, calls }) => ({
          lane,
          epoch,
          then: calls.length > 0 ? { kind: 'release' } : { kind: 'rest', received },
        })),
    );
    return own && next ? { lane, sequence, epoch: own.epoch, acceptedAt, failures: 0 } : undefined;
  }

  get #inbox() {
    return postgresInbox(this.database, orders.name);
  }

  get #outbox() {
    return postgresOutbox(this.database, orders.name);
  }
}
