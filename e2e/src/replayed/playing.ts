import { replay, type Account, type Plan } from '@banyan/tools/replay';
import type { Shop } from '@banyan/tools/start';

/** Seconds without any order accepted or ended after which a replay gives up. */
const patience = 240;

/** A replay under way. */
export interface Playing {
  /** Resolves once the shop has its goods and the first order is about to be sent. */
  readonly begun: Promise<void>;
  /** What became of all orders, once each has ended. */
  readonly done: Promise<Account>;
}

/** Plays orders to a shop that runs. @param rate orders a second */
export function playTo({ publicUrl, operatorUrl, operatorToken }: Pick<Shop, 'publicUrl' | 'operatorUrl' | 'operatorToken'>, plan: Plan, rate: number): Playing {
  const begun = Promise.withResolvers<void>();
  const done = replay(
    plan,
    { stage: { kind: 'running', publicUrl, operatorUrl, operatorToken }, patience: patience * 1_000, rate },
    { environment: {}, screen: { write: (text) => void (text.startsWith('Playing') && begun.resolve()) }, signal: new AbortController().signal },
  );
  done.catch((error: unknown) => begun.reject(error as Error));
  return { begun: begun.promise, done };
}
