import { eventsOf } from '../facts/operations.ts';
import type { Invariant } from '../invariant.ts';

/** Once the faults are healed everything is worked off. */
export const nothingLeft: Invariant = {
  name: 'nothing-left',
  promise: 'After the last fault is healed the shop works everything off in the time planned, and no work is left anywhere.',
  *breaches({ witnesses, drains, plan }) {
    if (drains.length === 0) yield { what: 'Nobody waited for the shop to work everything off.' };
    for (const drain of drains) {
      const { invoke, end } = drain;
      if (end?.k === 'fail') yield { what: `The shop did not work everything off: ${end.pending}`, events: eventsOf(drain) };
      else if (!end) yield { what: 'Nobody saw the shop work everything off.', events: [invoke] };
      else if (plan && end.t - invoke.t > BigInt(plan.drainWithin) * 1_000_000n) {
        yield { what: `The shop took ${(end.t - invoke.t) / 1_000_000n} ms to work everything off, longer than ${plan.drainWithin} ms.`, events: eventsOf(drain) };
      }
    }
    for (const leftover of witnesses.leftovers) if (leftover.count > 0) yield { what: `${leftover.count} left in ${leftover.where}.`, rows: [{ leftover }] };
  },
};
