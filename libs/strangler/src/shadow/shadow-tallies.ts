import type { PlaceTally, ShadowTally } from './shadow-tally.ts';

const PLACES = 100;
/** Where what is one place too many is counted. */
const BEYOND = '';
/** Mismatches of one place that are looked into: enough to be certain, and few enough not to load either side. */
const LOOKED_INTO = 20;
/** Repeats at home until which each shadowed call is one. */
const BASELINE = 50;

type Counters<T> = { -readonly [K in keyof T]: T[K] };

/** The counting of one operation's shadowing under one route table. */
export class ShadowCount {
  private readonly totals: Counters<Omit<ShadowTally, 'pointers'>>;
  private readonly places = new Map<string, Counters<PlaceTally>>();

  constructor(address: string, version: number, target: string) {
    this.totals = { address, version, target, compared: 0, mismatched: 0, failed: 0, dropped: 0, noiseCompared: 0, noiseMismatched: 0 };
  }

  dropped(): void {
    this.totals.dropped += 1;
  }

  failed(): void {
    this.totals.failed += 1;
  }

  /** @param places at which the target's answer differed from home's; none if it was the same */
  compared(places: readonly string[]): void {
    this.totals.compared += 1;
    if (places.length > 0) this.totals.mismatched += 1;
    for (const place of this.countersOf(places)) place.mismatched += 1;
  }

  /** @param places at which home's second answer differed from its first */
  noise(places: readonly string[]): void {
    this.totals.noiseCompared += 1;
    if (places.length > 0) this.totals.noiseMismatched += 1;
    for (const place of this.countersOf(places)) place.noise += 1;
  }

  /** A mismatched call was repeated at both sides. */
  repeated(places: readonly string[], stood: readonly string[]): void {
    for (const place of this.countersOf(places)) place.repeated += 1;
    for (const place of this.countersOf(stood)) place.stood += 1;
  }

  /** Whether the noise is hardly known yet. */
  lacksBaseline(): boolean {
    return this.totals.noiseCompared < BASELINE;
  }

  /** Those of the places of which few mismatches have been looked into. */
  littleKnown(places: readonly string[]): string[] {
    return places.filter((place) => (this.places.get(this.keyOf(place))?.repeated ?? 0) < LOOKED_INTO);
  }

  tally(): ShadowTally {
    return { ...this.totals, pointers: Object.fromEntries([...this.places].map(([place, counts]) => [place, { ...counts }])) };
  }

  private countersOf(places: readonly string[]): Set<Counters<PlaceTally>> {
    return new Set(places.map((place) => this.counterOf(this.keyOf(place))));
  }

  private counterOf(key: string): Counters<PlaceTally> {
    const known = this.places.get(key);
    if (known) return known;
    const fresh = { mismatched: 0, noise: 0, repeated: 0, stood: 0 };
    this.places.set(key, fresh);
    return fresh;
  }

  private keyOf(place: string): string {
    return this.places.has(place) || this.places.size < PLACES - 1 ? place : BEYOND;
  }
}

/** The counting of everything that is shadowed at one target; the newest `keepVersions` route tables of each operation are kept. */
export class ShadowTallies {
  private readonly target: string;
  private readonly keepVersions: number;
  private readonly counts = new Map<string, Map<number, ShadowCount>>();

  constructor(target: string, keepVersions: number) {
    this.target = target;
    this.keepVersions = keepVersions;
  }

  of(address: string, version: number): ShadowCount {
    const versions = this.counts.get(address) ?? new Map<number, ShadowCount>();
    const known = versions.get(version);
    if (known) return known;
    const fresh = new ShadowCount(address, version, this.target);
    versions.set(version, fresh);
    this.counts.set(address, versions);
    if (versions.size > this.keepVersions) versions.delete(Math.min(...versions.keys()));
    return fresh;
  }

  snapshot(): ShadowTally[] {
    return [...this.counts.values()].flatMap((versions) => [...versions.values()].map((count) => count.tally()));
  }
}

/**
 * Adds up what several instances counted of one operation at one target, whatever the route tables; the version is the newest.
 * @returns undefined for none
 */
export function sumShadowTallies(tallies: readonly ShadowTally[]): ShadowTally | undefined {
  const [first, ...others] = tallies;
  return first && others.reduce(sum, first);
}

function sum(one: ShadowTally, other: ShadowTally): ShadowTally {
  const pointers: Record<string, PlaceTally> = { ...one.pointers };
  for (const [place, counts] of Object.entries(other.pointers)) {
    const known = pointers[place];
    pointers[place] = known ? added(known, counts) : counts;
  }
  return {
    address: one.address,
    target: one.target,
    version: Math.max(one.version, other.version),
    compared: one.compared + other.compared,
    mismatched: one.mismatched + other.mismatched,
    failed: one.failed + other.failed,
    dropped: one.dropped + other.dropped,
    noiseCompared: one.noiseCompared + other.noiseCompared,
    noiseMismatched: one.noiseMismatched + other.noiseMismatched,
    pointers,
  };
}

function added(one: PlaceTally, other: PlaceTally): PlaceTally {
  return {
    mismatched: one.mismatched + other.mismatched,
    noise: one.noise + other.noise,
    repeated: one.repeated + other.repeated,
    stood: one.stood + other.stood,
  };
}
