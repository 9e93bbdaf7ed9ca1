import { CallError, OperationError, read, write, type CallContext, type CallErrorCode, type Executed } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { aContext } from '../fixtures.ts';
import { Breaker } from './breaker.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { guardedCall } from './guarded-call.ts';
import { RetryBudget } from './retry-budget.ts';

const shape = { input: Type.Object({ sku: Type.String() }), output: Type.Object({}), timeout: 1_000 };
const addressed = (operation: ReturnType<typeof read> | ReturnType<typeof write>) => ({ address: 'stock.take', contractVersion: '1.0.0', operation });

/** One operation of each kind that is repeated by rules of its own, all under one address. */
export const operations = {
  read: addressed(read(shape)),
  write: addressed(write(shape)),
  keyedWrite: addressed(write({ ...shape, idempotencyKey: ({ sku }) => sku })),
};

/** How one attempt goes: whether the handler has its effect, how long it takes, and its failure if it is none. */
export interface Attempt {
  readonly effect?: boolean;
  readonly milliseconds?: number;
  readonly failure?: Error;
}

export const failed = (code: CallErrorCode, executed: Executed, operation = 'stock.take') => new CallError(code, operation, 'It failed.', { executed });
export const gone = failed('unavailable', 'no');
export const brokenOff = failed('unavailable', 'unknown');
export const declared = new OperationError('unknownSku', { sku: 'A-1' }, 'Nobody sells it.');
export const answered: Attempt = { effect: true };

/** A target that does what it is told, a home that answers, and a clock that only they and the pauses move. */
export class Scene {
  now = 0;
  /** What begins, in order, and when. */
  readonly begun: { readonly where: 'target' | 'home'; readonly at: number; readonly deadline: number }[] = [];
  readonly reports: string[] = [];
  readonly pauses: number[] = [];
  effects = 0;
  random = 0.5;
  /** Milliseconds that a pause lasts beyond what was asked. */
  overslept = 0;
  readonly limit = new ConcurrencyLimit(4);
  readonly breaker = new Breaker({ now: () => this.now });
  readonly budget = new RetryBudget({ now: () => this.now });
  readonly #attempts: Attempt[] = [];

  /** What the target's next attempts are; after them, it answers. */
  next(...attempts: readonly Attempt[]): this {
    this.#attempts.push(...attempts);
    return this;
  }

  /** Makes a call, and gives who answered it. */
  call(kind: keyof typeof operations, { home = false, deadline = 10_000 } = {}): Promise<unknown> {
    const guarded = guardedCall({
      addressed: operations[kind],
      target: 'warehouse',
      call: (_, context) => this.#atTarget(context),
      fallback: home ? (_, context) => this.#atHome(context) : undefined,
      breaker: this.breaker,
      limit: this.limit,
      budget: this.budget,
      now: () => this.now,
      random: () => this.random,
      pause: async (milliseconds) => {
        this.pauses.push(milliseconds);
        this.now += milliseconds + this.overslept;
      },
      report: (what, because) => this.reports.push(`${what}: ${because}`),
    });
    return guarded({ sku: 'A-1' }, { ...aContext, deadline });
  }

  get places(): string[] {
    return this.begun.map(({ where }) => where);
  }

  async #atTarget({ deadline }: CallContext): Promise<string> {
    this.begun.push({ where: 'target', at: this.now, deadline });
    const { effect = false, milliseconds = 0, failure } = this.#attempts.shift() ?? answered;
    if (effect) this.effects += 1;
    this.now += milliseconds;
    if (failure) throw failure;
    return 'target';
  }

  async #atHome({ deadline }: CallContext): Promise<string> {
    this.begun.push({ where: 'home', at: this.now, deadline });
    this.effects += 1;
    return 'home';
  }
}
