import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playRun, type PlayedRun } from '../run/play-run.ts';
import type { RunSettings } from '../run/settings.ts';
import type { Defect, Harmless } from './defect.ts';
import { NOTHING } from './planted.ts';

/** Runs as long as it takes for most mistakes to show. */
const seconds = 3;

/** How long a shop with a mistake is waited for: most never work everything off. */
const usual = 25_000;

/** How long a shop is waited for that makes a mistake good: what is sent again is so after one, three and seven minutes, and a queue ignores it for five. */
const forTheHarmless = 480_000;

type Choice = Pick<RunSettings, 'fault' | 'seed' | 'shop' | 'drainWithin' | 'sabotage'> & Partial<Pick<RunSettings, 'seconds'>>;

/** Runs of shops whose hosts have a mistake, or could have one, in a folder that is discarded at the end. */
export class SabotagedRuns {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async begin(): Promise<SabotagedRuns> {
    return new SabotagedRuns(await mkdtemp(join(tmpdir(), 'banyan-sabotage-')));
  }

  discard(): Promise<void> {
    return rm(this.#folder, { recursive: true });
  }

  /** Plays runs with these seeds until one is found to be broken. @returns the last one */
  async untilCaught(defect: Defect, seeds: readonly number[]): Promise<PlayedRun> {
    for (const [index, seed] of seeds.entries()) {
      const run = await this.#play({ fault: defect.fault, seed, sabotage: defect.name, drainWithin: usual, ...(defect.seconds === undefined ? {} : { seconds: defect.seconds }) });
      if (isCaught(run, defect) || index === seeds.length - 1) return run;
    }
    throw new RangeError('There is no seed to play a run with.');
  }

  withHarmless({ fault, name }: Harmless, seed: number): Promise<PlayedRun> {
    return this.#play({ fault, seed, sabotage: name, drainWithin: forTheHarmless });
  }

  /** A run like one of a defect, without it, and with all the time that it needs. */
  clean({ fault, shop }: Defect, seed: number): Promise<PlayedRun> {
    return this.#play({ fault, seed, sabotage: NOTHING, ...(shop === undefined ? {} : { shop }) });
  }

  /** The machine may have other work: what refuses an order for that is no mistake. */
  #play(choice: Choice): Promise<PlayedRun> {
    return playRun({ seconds, ...choice, busy: true, folder: join(this.#folder, 'run'), report: () => undefined });
  }
}

/** The invariants that a run breaks, the first ones first; of a run that shows too little, why. */
export function brokenIn({ verdict }: PlayedRun): readonly string[] {
  if (verdict.kind === 'unknown') return verdict.reasons;
  return verdict.kind === 'valid' ? [] : [...new Set(verdict.violations.map(({ invariant }) => invariant))];
}

/** Whether a run breaks an invariant that the defect is to break. */
export function isCaught(run: PlayedRun, { caughtBy }: Defect): boolean {
  return run.verdict.kind === 'invalid' && brokenIn(run).some((name) => caughtBy.includes(name));
}
