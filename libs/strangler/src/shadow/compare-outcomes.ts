import type { Comparison } from '@banyan/contracts/define';
import { differences, type Difference } from './differences.ts';
import { outcomeValue, type Outcome } from './outcome.ts';
import { rulesFor, type Rules } from './rules.ts';

const equalValues: Comparison = {};
const compiled = new WeakMap<Comparison, Rules>();

/**
 * Where two outcomes of one call differ: none exactly if they are the same by the comparison. An answer against an error
 * differs as a whole, at the empty pointer; of errors with different codes only the codes are told. Messages are for
 * people and never compared.
 * @throws what `normalise` throws
 */
export function compareOutcomes(home: Outcome, target: Outcome, comparison: Comparison = equalValues): Difference[] {
  const rules = rulesOf(comparison);
  if (home.kind === 'answered' && target.kind === 'answered') {
    return differences(normalised(home.answer, comparison), normalised(target.answer, comparison), rules);
  }
  if (home.kind === 'refused' && target.kind === 'refused') {
    if (home.code === target.code) return differences(outcomeValue(home), outcomeValue(target), rules);
    return differences({ error: { code: home.code } }, { error: { code: target.code } }, rules);
  }
  return differences(asWhole(home), asWhole(target), rules);
}

/** The places of differences, list indexes written as `*`, each once. */
export function placesOf(found: readonly Difference[]): string[] {
  return [...new Set(found.map(({ place }) => place))];
}

function rulesOf(comparison: Comparison): Rules {
  const known = compiled.get(comparison);
  if (known) return known;
  const { ignore = [], unordered = [], keyed = [], normalise, personal } = comparison;
  const hidden = personal?.answer ?? [];
  const rules = rulesFor({ ignored: ignore, unordered, keyed, personal: normalise && hidden.length > 0 ? [''] : hidden });
  compiled.set(comparison, rules);
  return rules;
}

function normalised(answer: unknown, { normalise }: Comparison): unknown {
  return normalise ? (normalise as (answer: unknown) => unknown)(structuredClone(answer)) : answer;
}

/** A text for either kind, so that the two differ at the root: what an answer holds is shown by the sample. */
function asWhole(outcome: Outcome): string {
  return outcome.kind === 'answered' ? 'an answer' : `the error ${outcome.code}`;
}
