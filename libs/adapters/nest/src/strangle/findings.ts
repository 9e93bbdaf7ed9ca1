import type { LossKind } from './losses.ts';

/** Where a finding was made: in what was handed over, in what came back, in what was thrown, or in the call as such. */
export type FoundIn = 'input' | 'answer' | 'error' | 'call';

export interface Finding {
  readonly operation: string;
  readonly in: FoundIn;
  /** JSON pointer (RFC 6901) of the first place where it was found; list items alike are counted as one. */
  readonly pointer: string;
  readonly kind: LossKind | 'synchronous' | 'superfluousArgument' | 'undeclaredError';
  /** What was found, for people. */
  readonly detail: string;
  /** How often it was found. */
  readonly count: number;
}

/** Different findings that one application keeps. */
const MOST_FINDINGS = 500;

/** Counts findings, each different one once. */
export class Findings {
  readonly #found = new Map<string, { finding: Finding; count: number }>();
  #leftOut = 0;

  add(finding: Omit<Finding, 'count'>): void {
    const { operation, in: place, pointer, kind, detail } = finding;
    const key = JSON.stringify([operation, place, alike(place, pointer), kind, place === 'error' ? detail : '']);
    const known = this.#found.get(key);
    if (known) known.count += 1;
    else if (this.#found.size < MOST_FINDINGS) this.#found.set(key, { finding: { ...finding, count: 1 }, count: 1 });
    else this.#leftOut += 1;
  }

  of(operation: string): Finding[] {
    return [...this.#found.values()].filter(({ finding }) => finding.operation === operation).map(({ finding, count }) => ({ ...finding, count }));
  }

  /** Findings beyond the most that are kept. */
  get leftOut(): number {
    return this.#leftOut;
  }
}

/** The same text for all items of a list; the first number in an input says which argument it is. */
function alike(place: FoundIn, pointer: string): string {
  const whole = place === 'input' ? /(?<=.)\/\d+(?=\/|$)/g : /\/\d+(?=\/|$)/g;
  return pointer.replaceAll(whole, '/*');
}
