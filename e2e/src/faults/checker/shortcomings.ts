import { contradictions } from './facts/contradictions.ts';
import type { Facts } from './facts/facts.ts';
import type { AnyOperation } from './facts/operations.ts';

/** The part of the planned orders that has to be sent at least. */
const enough = 0.9;

/** Why a run in which nothing was found broken shows too little; empty if it shows enough. */
export function shortcomings(facts: Facts): string[] {
  return [...contradictions(facts.history), ...plannedInVain(facts), ...neverDone(facts)];
}

function* plannedInVain({ plan, faults, requests }: Facts): Generator<string> {
  if (!plan) return yield 'The history does not say what was planned.';
  const effective = new Set(faults.filter(({ end }) => end?.k === 'ok').map(({ invoke }) => invoke.fault));
  for (const fault of plan.faults) if (!effective.has(fault)) yield `The fault ${fault} was planned, and nothing shows that it took effect.`;
  if (requests.length < enough * plan.orders) yield `Only ${requests.length} of ${plan.orders} planned orders were sent.`;
}

function* neverDone(facts: Facts): Generator<string> {
  const all: Readonly<Record<string, readonly AnyOperation[]>> = {
    'sent an order': facts.submits,
    'looked at an order': facts.looks,
    'cancelled an order': facts.cancels,
    'counted stock': facts.counts,
    'charged an order': facts.charges,
    'changed routes': facts.routeChanges,
  };
  for (const [what, operations] of Object.entries(all)) {
    const isNeeded = operations.length > 0 || operations === facts.submits;
    if (isNeeded && !operations.some(({ end }) => end?.k === 'ok')) yield `Nobody ever ${what} with success.`;
  }
}
