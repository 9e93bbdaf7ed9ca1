import { canonical, excerpt, isObject, keysOf } from './json.ts';
import { below, escapeStep, isMarked, type Rules } from './rules.ts';

/** One place at which two values differ. */
export interface Difference {
  /** JSON pointer (RFC 6901); in a list without order the index is the one of the side that has the item, home before the target. */
  readonly pointer: string;
  /** The pointer with list indexes as `*`: by it differences are counted. */
  readonly place: string;
  /** What stands there as JSON, cut at 200 characters; null if there is nothing. */
  readonly home: string | null;
  readonly target: string | null;
}

/** Differences that are told of one place: a long list must not hide what else differs. */
const PER_PLACE = 3;
const PLACES = 100;
const SHOWN = 200;

/**
 * The places at which two JSON values differ by the rules, by keys and indexes in order: none exactly if they are the
 * same. At most 3 of each place with list indexes as `*`, and 100 such places.
 */
export function differences(home: unknown, target: unknown, rules: Rules): Difference[] {
  const walk = new Walk();
  walk.compare(home, target, rules);
  return walk.found;
}

class Walk {
  readonly found: Difference[] = [];
  private readonly timesAt = new Map<string, number>();
  /** The way from the root, and the same with list indexes as `*`. */
  private readonly steps: string[] = [];
  private readonly places: string[] = [];

  compare(home: unknown, target: unknown, rules: Rules): void {
    if (home === target || isMarked(rules, 'ignored')) return;
    if (Array.isArray(home) && Array.isArray(target)) {
      if (isMarked(rules, 'unordered')) this.unordered(home, target, below(rules, undefined));
      else this.lists(home, target, rules);
    } else if (isObject(home) && isObject(target)) {
      this.objects(home, target, rules);
    } else {
      this.differs(home, target, rules);
    }
  }

  private lists(home: readonly unknown[], target: readonly unknown[], rules: Rules): void {
    for (let index = 0; index < Math.max(home.length, target.length); index++) {
      const step = String(index);
      this.child(step, '*', home[index], target[index], below(rules, step));
    }
  }

  private objects(home: Readonly<Record<string, unknown>>, target: Readonly<Record<string, unknown>>, rules: Rules): void {
    const keyed = isMarked(rules, 'keyed');
    for (const key of [...new Set([...keysOf(home), ...keysOf(target)])].sort()) {
      const step = escapeStep(key);
      this.child(step, keyed ? '*' : step, own(home, key), own(target, key), below(rules, key));
    }
  }

  /** Leaves out what both sides have, as often as both have it, and compares the rest pair by pair. */
  private unordered(home: readonly unknown[], target: readonly unknown[], inside: Rules): void {
    if (isMarked(inside, 'ignored')) return;
    const [homeOnly, targetOnly] = leftovers(canonicalItems(home, inside), canonicalItems(target, inside));
    const pairs = Array.from({ length: Math.max(homeOnly.length, targetOnly.length) }, (_, index) => ({
      home: homeOnly[index],
      target: targetOnly[index],
    }));
    const indexOf = (pair: (typeof pairs)[number]) => pair.home?.index ?? pair.target!.index;
    for (const pair of pairs.sort((one, other) => indexOf(one) - indexOf(other))) {
      this.child(String(indexOf(pair)), '*', pair.home?.item, pair.target?.item, inside);
    }
  }

  private child(step: string, place: string, home: unknown, target: unknown, rules: Rules): void {
    this.steps.push(step);
    this.places.push(place);
    this.compare(home, target, rules);
    this.steps.pop();
    this.places.pop();
  }

  private differs(home: unknown, target: unknown, rules: Rules): void {
    const place = pointerOf(this.places);
    const times = this.timesAt.get(place) ?? 0;
    if (times === PER_PLACE || (times === 0 && this.timesAt.size === PLACES)) return;
    this.timesAt.set(place, times + 1);
    const shown = (value: unknown) => (value === undefined ? null : excerpt(value, SHOWN, rules).text);
    this.found.push({ pointer: pointerOf(this.steps), place, home: shown(home), target: shown(target) });
  }
}

interface Item {
  readonly item: unknown;
  readonly index: number;
  readonly text: string;
}

function canonicalItems(items: readonly unknown[], rules: Rules): Item[] {
  return items
    .map((item, index) => ({ item, index, text: canonical(item, rules) }))
    .sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : one.index - other.index));
}

/** What each of two sorted lists has beyond the other. */
function leftovers(home: readonly Item[], target: readonly Item[]): [Item[], Item[]] {
  const homeOnly: Item[] = [];
  const targetOnly: Item[] = [];
  let [one, other] = [0, 0];
  while (one < home.length || other < target.length) {
    const [left, right] = [home[one], target[other]];
    if (left && right && left.text === right.text) [one, other] = [one + 1, other + 1];
    else if (left && (!right || left.text < right.text)) homeOnly.push(home[one++]!);
    else targetOnly.push(target[other++]!);
  }
  return [homeOnly, targetOnly];
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${step}`).join('');
}
