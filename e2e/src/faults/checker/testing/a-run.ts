import { check } from '../check.ts';
import type { Verdict } from '../verdict.ts';
import { ModelShop } from './model-shop.ts';
import { orderIdOf } from './names.ts';
import type { Change, Run } from './run.ts';

/** The orders of {@link aRun}, by what becomes of them. */
export const ids = {
  confirmed: orderIdOf('ada', 'confirmed'),
  cancelled: orderIdOf('ada', 'cancelled'),
  declined: orderIdOf('bob', 'declined'),
  retried: orderIdOf('bob', 'retried'),
  lamp: orderIdOf('bob', 'lamp'),
  outOfStock: orderIdOf('cleo', 'out-of-stock'),
  /** The shopper never heard that it was accepted. */
  unheard: orderIdOf('cleo', 'unheard'),
};

/** A run to be changed and judged. */
export interface ARun {
  /** With a change. */
  with(...changes: readonly Change[]): ARun;
  verdict(): Verdict;
  /** The names of the invariants that are found broken, each once. */
  broken(): string[];
}

/** A good run in which each thing happens that may: the base of all histories made by hand. */
export function aRun(): ARun {
  return madeOf(goodRun());
}

function madeOf(run: Run): ARun {
  const verdict = () => check(run.history, run.witnesses);
  return {
    with: (...changes) => madeOf(changes.reduce((changed, change) => change(changed), run)),
    verdict,
    broken: () => {
      const judged = verdict();
      return judged.kind === 'invalid' ? [...new Set(judged.violations.map(({ invariant }) => invariant))] : [];
    },
  };
}

const one = (sku: string) => [{ sku, quantity: 1 }];

function goodRun(): Run {
  const shop = new ModelShop({ MUG: 10, PEN: 5, LAMP: 1 }, { orders: 9, faults: ['F27'] });
  const accepted = (customer: string, key: string, more: Partial<Parameters<ModelShop['submit']>[0]> = {}) => {
    const asked = shop.submit({ customer, key, lines: one('PEN'), ...more });
    asked.take();
    asked.hear();
    return orderIdOf(customer, key);
  };
  shop.useRoutes('monolith-1', 'r1');

  accepted('ada', 'confirmed', { lines: [{ sku: 'MUG', quantity: 2 }] });
  shop.look('ada', ids.confirmed);
  shop.workOff('ada');
  shop.charged(ids.confirmed);
  shop.look('ada', ids.confirmed);
  accepted('ada', 'cancelled', { lines: [...one('PEN'), ...one('MUG')], after: ids.confirmed });
  shop.workOff('ada', 'worker-2');
  shop.look('ada', ids.cancelled);
  shop.breakOnPurpose('F27');
  const cancelling = shop.cancel('ada', ids.cancelled);
  cancelling.take();
  cancelling.hear();
  shop.look('ada', ids.cancelled, 'byReceipt');
  shop.look('ada', ids.cancelled, 'stale');

  shop.setRoutes();
  shop.useRoutes('monolith-1', 'r2');
  shop.useRoutes('monolith-2', 'r3');
  shop.count();
  accepted('bob', 'declined', { solvent: false });
  accepted('bob', 'lamp', { lines: one('LAMP') });
  const unanswered = shop.submit({ customer: 'bob', key: 'retried', lines: one('MUG') });
  unanswered.take();
  unanswered.lose();
  shop.workOff('bob');
  accepted('bob', 'retried', { lines: one('MUG') });
  shop.submit({ customer: 'bob', key: 'retried', lines: one('PEN') }).hear();
  shop.submit({ customer: 'bob', key: 'malformed', lines: one('PEN') }).refuse({ http: 400, code: 'invalidInput' });

  accepted('cleo', 'out-of-stock', { lines: one('LAMP') });
  const unheard = shop.submit({ customer: 'cleo', key: 'unheard', lines: one('PEN') });
  unheard.take();
  unheard.lose();
  shop.submit({ customer: 'cleo', key: 'never-arrived', lines: one('PEN') }).lose();
  shop.submit({ customer: 'cleo', key: 'too-much', lines: one('PEN') }).refuse({ http: 503, code: 'unavailable', retryAfter: 2 });
  shop.setRoutes();
  shop.workOff('cleo');
  shop.look('cleo', ids.outOfStock);
  shop.useRoutes('monolith-2', 'r4');
  shop.count();
  return shop.end();
}
