import type { Comparison } from '@banyan/contracts/define';
import { placesOf } from './compare-outcomes.ts';
import type { Difference } from './differences.ts';
import { excerpt } from './json.ts';
import { outcomeValue, type Outcome } from './outcome.ts';
import { repeatCommand } from './repeat-command.ts';
import { rulesFor } from './rules.ts';

/** A call at which the target's answer differed from home's, for people. What is personal is written as `"(personal)"`. */
export interface MismatchSample {
  readonly address: string;
  readonly version: number;
  readonly target: string;
  /** When it was compared: ISO 8601 instant. */
  readonly at: string;
  /** The trace id of the call. */
  readonly trace: string;
  /** JSON, as are the outcomes; each is cut at 20,000 characters. */
  readonly input: string;
  readonly outcomes: { readonly home: string; readonly target: string };
  readonly differences: readonly Difference[];
  /** The places, list indexes written as `*`, that differed in the same way each time the call was repeated; null if it was not. */
  readonly stood: readonly string[] | null;
  /** What repeats the call at either side, with what is personal to be filled in; null if the input was cut. */
  readonly commands: { readonly home: string; readonly target: string } | null;
}

const KEPT = 20_000;

export interface Mismatch {
  readonly address: string;
  readonly version: number;
  readonly target: string;
  readonly at: Date;
  readonly traceparent: string;
  readonly input: unknown;
  readonly outcomes: { readonly home: Outcome; readonly target: Outcome };
  readonly differences: readonly Difference[];
  readonly stood: readonly string[] | null;
}

/** Makes a sample of a mismatch: of bounded size, and without what the comparison calls personal. */
export function mismatchSample(mismatch: Mismatch, personal: Comparison['personal']): MismatchSample {
  const { address, version, target, at, traceparent, outcomes, differences, stood } = mismatch;
  const hidden = rulesFor({ personal: personal?.answer ?? [] });
  const shown = (outcome: Outcome) => excerpt(outcomeValue(outcome), KEPT, hidden).text;
  const input = excerpt(mismatch.input, KEPT, rulesFor({ personal: personal?.input ?? [] }));
  const command = (side: string) => repeatCommand(address, input.text, side);
  return {
    address,
    version,
    target,
    at: at.toISOString(),
    trace: traceparent.split('-')[1] ?? '',
    input: input.text,
    outcomes: { home: shown(outcomes.home), target: shown(outcomes.target) },
    differences,
    stood,
    commands: input.whole ? { home: command('home'), target: command(target) } : null,
  };
}

/** The newest samples: so many of an operation, and so many of those that differ at the same places. */
export class MismatchSamples {
  private readonly perOperation: number;
  private readonly perPlaces: number;
  private readonly byAddress = new Map<string, MismatchSample[]>();

  constructor(limits: { readonly perOperation: number; readonly perPlaces: number }) {
    this.perOperation = limits.perOperation;
    this.perPlaces = limits.perPlaces;
  }

  /** Keeps a sample for the oldest that differs at the same places, once there are enough of them: a loud difference hides no other. */
  keep(sample: MismatchSample): void {
    const kept = [...(this.byAddress.get(sample.address) ?? []), sample];
    const alike = kept.filter((other) => keyOf(other) === keyOf(sample));
    const surplus = alike.length > this.perPlaces ? alike[0] : kept.length > this.perOperation ? oldestOfTheMost(kept) : undefined;
    this.byAddress.set(sample.address, surplus ? kept.filter((other) => other !== surplus) : kept);
  }

  /** Oldest first. */
  all(): MismatchSample[] {
    return [...this.byAddress.values()].flat();
  }
}

function keyOf({ differences }: MismatchSample): string {
  return placesOf(differences).sort().join('\n');
}

/** What stands for itself stays; among those that say the same the oldest goes. */
function oldestOfTheMost(samples: readonly MismatchSample[]): MismatchSample | undefined {
  const groups = new Map<string, MismatchSample[]>();
  for (const sample of samples) groups.set(keyOf(sample), [...(groups.get(keyOf(sample)) ?? []), sample]);
  return [...groups.values()].reduce((most, group) => (group.length > most.length ? group : most))[0];
}
