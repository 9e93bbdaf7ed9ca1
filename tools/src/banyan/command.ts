import type { Flag } from '../start/flags.ts';
import type { Reach } from './reach.ts';

/** How a command ends. `called wrongly` is 2, and `not reachable` 3. */
export const exits = { done: 0, refused: 1, calledWrongly: 2, notReachable: 3 } as const;

/** What a command has to say. */
export interface Outcome {
  /** For people: lines of at most 100 columns. */
  readonly text: string;
  /** For programs. */
  readonly json: unknown;
  /** Whether it found something that people should look at. */
  readonly isFinding?: boolean;
}

/** What was written behind a command's name. */
export interface Given {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
  /** The person at the keyboard. */
  readonly user: string;
  /** The command line, for the history. */
  readonly line: string;
}

/** A command that was called rightly, which asks a shop or stands `alone`, or everything that is wrong with the call. */
export type Prepared =
  | { readonly mistakes: readonly string[] }
  | { readonly run: (reach: Reach) => Promise<Outcome> }
  | { readonly alone: () => Promise<Outcome> };

export interface Command {
  /** `rollout start` */
  readonly name: string;
  /** What comes behind the name, flags aside: `<entry>`. */
  readonly takes: string;
  /** In one line. */
  readonly does: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** Whole command lines, each with what it is for. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  prepare(given: Given): Prepared;
}

/** The flags of every command. */
export const commonFlags = {
  json: { does: 'answer in JSON' },
  url: { value: '<address>', does: 'the control API; BANYAN_CONTROL_URL, or what .banyan/operator.env says, if left out' },
  token: { value: '<token>', does: 'the viewer’s or operator’s; BANYAN_CONTROL_TOKEN, or as above, if left out' },
  help: { does: 'say how it is used' },
} as const satisfies Readonly<Record<string, Flag>>;
