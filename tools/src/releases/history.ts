import { codecOf, type Violation } from '@banyan/contracts/define';
import { Type, type Static } from 'typebox';

/** What became of an environment: each release that was begun there, the newest last. */
export const History = Type.Object(
  {
    environment: Type.String({ minLength: 1 }),
    entries: Type.Array(Type.Object({ release: Type.String(), action: Type.Union([Type.Literal('deploy'), Type.Literal('roll-back')]), at: Type.String(), isDone: Type.Boolean() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type History = Static<typeof History>;
export type Action = History['entries'][number]['action'];

export function historyViolations(value: unknown): Violation[] {
  return codecOf(History).violations(value);
}

/** The releases that one could still go back to, the one that runs last: what was rolled back from is none of them. */
export function standing({ entries }: History): readonly string[] {
  return entries.filter(({ isDone }) => isDone).reduce<readonly string[]>((stack, { release, action }) => {
    if (action === 'roll-back') return stack.slice(0, stack.lastIndexOf(release) + 1);
    return stack.at(-1) === release ? stack : [...stack, release];
  }, []);
}

/**
 * Where rolling back leads: to a release that has run here, or if none is named to the last that ran whole before what was begun last.
 * @throws {Error} if there is none, with those that there are
 */
export function rollBackTarget(history: History, named?: string): string {
  const stack = standing(history);
  const begun = history.entries.at(-1);
  const back = begun?.isDone === false ? stack : stack.slice(0, -1);
  const target = named === undefined ? back.at(-1) : stack.find((release) => release === named);
  if (target !== undefined) return target;
  const there = stack.length === 0 ? 'No release has run whole here yet.' : `Those that ran here are: ${stack.join(', ')}.`;
  throw new Error(`${history.environment} cannot be rolled back to ${named ?? 'the release before'}. ${there} Deploy one instead.`);
}

/** The history with a release begun, or done that was begun last. */
export function begun(history: History, release: string, action: Action, at: string): History {
  return { ...history, entries: [...history.entries, { release, action, at, isDone: false }] };
}

export function done(history: History): History {
  return { ...history, entries: history.entries.map((entry, index) => (index === history.entries.length - 1 ? { ...entry, isDone: true } : entry)) };
}
