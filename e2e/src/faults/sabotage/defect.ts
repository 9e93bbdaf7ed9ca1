import type { Answer, Request, SendRequest } from '../from-outside/requests.ts';
import type { QueueAnswer, QueueCommand, SendCommand } from '../from-outside/queues.ts';
import type { Outcome, SendStatement, Statement } from '../from-outside/statements.ts';
import type { ShopKind } from '../run/shops.ts';

/** One statement of the product, and what is done instead of it. */
export interface AlteredStatement {
  readonly kind: 'statement';
  /** Words that stand in no other statement. */
  readonly words: string;
  /** The schema, where modules have statements of one form; all if left out. */
  readonly schema?: string;
  /** Words of it that others are put in the place of. A statement without them is a mistake here, and fails. */
  readonly rewrites?: readonly string[];
  readonly instead: (asked: Statement, send: SendStatement) => Promise<Outcome>;
}

/** Requests over HTTP to the payment provider, and what is done instead of them. */
export interface AlteredRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly path: RegExp;
  readonly instead: (asked: Request, send: SendRequest) => Promise<Answer>;
}

/** Commands to one queue, and what is done instead of them. */
export interface AlteredCommand {
  readonly kind: 'queue';
  readonly command: string;
  readonly queue: string;
  readonly instead: (asked: QueueCommand, send: SendCommand) => Promise<QueueAnswer>;
}

export type Alteration = AlteredStatement | AlteredRequest | AlteredCommand;

/** A mistake that the hosts of a real shop are given. What it remembers, it remembers in the process. */
export interface Planted {
  /** The mistake, in a phrase. */
  readonly name: string;
  /** The number of the fault under which it is looked for; of several kinds of shops the seed chooses one unless `shop` does. */
  readonly fault: string;
  readonly shop?: ShopKind;
  /** For how long shoppers send orders, where what usually suffices does not show the mistake. */
  readonly seconds?: number;
  /** Further settings of the hosts. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly alterations: readonly Alteration[];
}

/** A mistake that breaks a promise. */
export interface Defect extends Planted {
  /** The invariants of which at least one finds it. */
  readonly caughtBy: readonly [string, ...string[]];
}

/** A mistake that something else makes good. */
export interface Harmless extends Planted {
  readonly because: string;
}
