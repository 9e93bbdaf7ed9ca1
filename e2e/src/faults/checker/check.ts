import type { History } from '../history/index.ts';
import { factsOf, type Facts } from './facts/facts.ts';
import { figuresOf } from './figures.ts';
import type { Breach, Invariant } from './invariant.ts';
import { invariants } from './invariants/index.ts';
import { shortcomings } from './shortcomings.ts';
import type { Verdict, Violation } from './verdict.ts';
import type { Witnesses } from './witnesses/witnesses.ts';

/**
 * Judges a run by what was seen from outside and found at the end, and by nothing that the shop says of itself. Every
 * breach of every invariant is told.
 */
export function check(history: History, witnesses: Witnesses): Verdict {
  const facts = factsOf(history, witnesses);
  const figures = figuresOf(facts);
  const violations = invariants.flatMap((invariant) => violationsOf(invariant, facts));
  if (violations.length > 0) return { kind: 'invalid', figures, violations };
  const reasons = shortcomings(facts);
  return reasons.length > 0 ? { kind: 'unknown', figures, reasons } : { kind: 'valid', figures };
}

function violationsOf({ name, breaches }: Invariant, facts: Facts): Violation[] {
  return Array.from(breaches(facts), ({ what, events = [], rows = [] }: Breach) => ({
    invariant: name,
    what,
    evidence: { events: events.filter((event) => event !== undefined), rows },
  }));
}
