import * as kinds from '../../history/index.ts';
import type { OrderLine } from '@banyan/contracts/values';
import { historyOf } from '../facts/statuses.ts';
import { cancellingOf, placingOf, type LaneEntry } from '../witnesses/lane-entry.ts';
import type { IntakeRow } from '../witnesses/order-rows.ts';
import { ModelBooks } from './model-books.ts';
import { ModelLane } from './model-lane.ts';
import { place, price, undo } from './model-order.ts';
import { buyerOf, orderIdOf } from './names.ts';
import { Notebook } from './notebook.ts';
import type { Run } from './run.ts';

/** What a shopper sends. */
export interface Sent {
  readonly customer: string;
  readonly key: string;
  readonly lines: readonly OrderLine[];
  readonly solvent?: boolean;
  readonly after?: string;
  readonly session?: string;
}

/** A shopper's request under way: it takes effect, or doesn't, and then the shopper hears, or doesn't. */
export interface Underway {
  take(): void;
  hear(): void;
  /** The answer never comes. */
  lose(): void;
  /** Refused without any effect. */
  refuse(problem: kinds.Problem): void;
}

/** A shop that keeps all its promises, and those who watch it. */
export class ModelShop {
  readonly notebook = new Notebook();
  readonly #books: ModelBooks;
  readonly #intake = new Map<string, IntakeRow & { readonly hash: string }>();
  readonly #cancelled = new Set<string>();
  readonly #lanes = new Map<string, ModelLane>();
  readonly #laneEntries: LaneEntry[] = [];
  #version = 1;

  constructor(stock: Readonly<Record<string, number>>, plan: Partial<kinds.Plan> = {}) {
    this.#books = new ModelBooks(stock);
    this.notebook.note('runner', kinds.planned, { orders: 1, faults: [], tolerated: 'failures', deadline: 5_000, drainWithin: 60_000, ...plan });
  }

  submit({ customer, key, lines, solvent = true, after, session = customer }: Sent): Underway {
    const [orderId, buyer, hash] = [orderIdOf(customer, key), buyerOf(customer), JSON.stringify(lines)];
    const total = { amount: lines.reduce((sum, { quantity }) => sum + quantity * price, 0), currency: 'GBP' };
    const invoke = { session, customer, key, hash, content: kinds.contentOf('GB', lines), total, ...(after === undefined ? {} : { after }) };
    const asked = this.notebook.begin('shoppers', kinds.submit, invoke);
    return {
      take: () => {
        if (this.#intake.has(orderId)) return;
        this.#intake.set(orderId, { orderId, buyer, market: 'GB', lines: kinds.demandOf(lines), hash });
        const order = { orderId, buyer, mark: kinds.markOf(invoke), lines, solvent };
        this.#laneOf(buyer).add({ messageId: placingOf(orderId), carryOut: (tell) => place(order, this.#books, (step) => tell(step, orderId)) });
      },
      hear: () => {
        if (this.#intake.get(orderId)?.hash === hash) asked.ok({ http: 202, orderId });
        else asked.fail({ http: 422, code: 'idempotencyKeyReused' });
      },
      lose: () => asked.info({ error: 'ECONNRESET' }),
      refuse: (problem) => (problem.http === 503 ? asked.info(problem) : asked.fail(problem)),
    };
  }

  cancel(customer: string, orderId: string): Underway {
    const asked = this.notebook.begin('shoppers', kinds.cancel, { session: customer, customer, orderId });
    return {
      take: () => {
        if (this.#cancelled.has(orderId) || !this.#intake.has(orderId)) return;
        this.#cancelled.add(orderId);
        this.#laneOf(buyerOf(customer)).add({ messageId: cancellingOf(orderId), carryOut: (tell) => undo(orderId, this.#books, (step) => tell(step, orderId)) });
      },
      hear: () => (this.#cancelled.has(orderId) ? asked.ok({ http: 202 }) : asked.fail({ http: 404, code: 'unknownOrder' })),
      lose: () => asked.info({ error: 'ETIMEDOUT' }),
      refuse: (problem) => (problem.http === 503 ? asked.info(problem) : asked.fail(problem)),
    };
  }

  /** A shopper is shown an order: as it is, as last heard of, or by its receipt alone. */
  look(session: string, orderId: string, how: 'fresh' | 'stale' | 'byReceipt' = 'fresh'): void {
    const asked = this.notebook.begin('shoppers', kinds.status, { session, orderId });
    const row = how === 'byReceipt' ? undefined : this.#books.orders.get(orderId);
    const history = row ? historyOf(row) : (['accepted'] as const);
    if (this.#intake.has(orderId)) asked.ok({ http: 200, status: history.at(-1)!, history: [...history], stale: how !== 'fresh', byReceipt: how === 'byReceipt' });
    else asked.fail({ http: 404, code: 'unknownOrder' });
  }

  count(): void {
    const asked = this.notebook.begin('auditor', kinds.stock, {});
    asked.ok({ levels: [...this.#books.onHand].map(([sku, onHand]) => ({ sku, onHand, held: this.#books.initial.get(sku)! - onHand })) });
  }

  claim(customer: string, worker: string): void {
    this.#laneOf(buyerOf(customer)).claim(worker);
  }

  /** Whoever claimed the customer's lane carries out its next call. */
  work(customer: string): void {
    this.#laneOf(buyerOf(customer)).work();
  }

  /** A worker works off a customer's lane. */
  workOff(customer: string, worker = 'worker-1'): void {
    this.claim(customer, worker);
    while (!this.#laneOf(buyerOf(customer)).isEmpty) this.work(customer);
  }

  breakOnPurpose(fault: string): void {
    this.notebook.begin('nemesis', kinds.fault, { fault }).ok({ evidence: 'the key that was there is gone' });
  }

  setRoutes(): void {
    const asked = this.notebook.begin('operator', kinds.routeSet, { expected: this.#version });
    this.#version += 1;
    asked.ok({ version: this.#version });
  }

  useRoutes(instance: string, request: string): void {
    this.notebook.note('edge', kinds.routeUsed, { instance, request, version: this.#version });
  }

  charged(orderId: string): void {
    const total = this.#books.orders.get(orderId)!.total!;
    this.notebook.begin('provider', kinds.charge, { orderId, key: `${orderId}:charge`, ...total }).ok({ outcome: 'approved' });
  }

  /** Works everything off, looks at each order once more, and says what is found. */
  end(): Run {
    const drain = this.notebook.begin('runner', kinds.drain, {});
    for (const lane of this.#lanes.values()) {
      lane.claim('worker-2');
      while (!lane.isEmpty) lane.work();
    }
    drain.ok({});
    for (const orderId of this.#intake.keys()) this.look('last', orderId);
    return {
      history: { events: this.notebook.events, unreadable: [] },
      witnesses: {
        orders: [...this.#books.orders.values()],
        intake: [...this.#intake.values()].map(({ hash: _, ...row }) => row),
        notExecuted: [],
        heard: [...this.#books.orders.values()].map((row) => ({ orderId: row.orderId, status: row.status, revision: historyOf(row).length - 1 })),
        stock: [...this.#books.onHand].map(([sku, onHand]) => ({ sku, initial: this.#books.initial.get(sku)!, onHand })),
        movements: this.#books.movements,
        ledger: this.#books.ledger,
        lanes: this.#laneEntries,
        routeVersions: Array.from({ length: this.#version }, (_, index) => index + 1),
        leftovers: [{ where: 'checkout.outbox_entry', count: 0 }],
      },
    };
  }

  #laneOf(buyer: string): ModelLane {
    const lane = this.#lanes.get(buyer) ?? new ModelLane(buyer, (entry) => this.#laneEntries.push(entry));
    this.#lanes.set(buyer, lane);
    return lane;
  }
}
