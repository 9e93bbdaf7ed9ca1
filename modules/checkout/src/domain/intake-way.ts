/**
 * Which way accepted orders take: straight into the database, or by the queue, from the moment in which the database
 * fails until it answers and the queue has run empty. Whoever is on the queue's way knows whether the database answers.
 */
export type IntakeWay =
  | { readonly kind: 'database' }
  | { readonly kind: 'queue'; readonly databaseAnswers: boolean; readonly foundEmpty: number };

/** What a look at both ways has found. */
export interface Look {
  readonly databaseAnswers: boolean;
  /** False too if the queue could not be asked. */
  readonly queueEmpty: boolean;
}

/** Looks that must find the queue empty, one after the other: it may count a moment late. */
const enoughLooks = 2;

/** The way while all goes well. */
export const byDatabase: IntakeWay = { kind: 'database' };

/** The way from when the database has failed. */
export const byQueue: IntakeWay = { kind: 'queue', databaseAnswers: false, foundEmpty: 0 };

/** The way after a look. */
export function wayAfter(way: IntakeWay, { databaseAnswers, queueEmpty }: Look): IntakeWay {
  if (way.kind === 'database') return way;
  const foundEmpty = databaseAnswers && queueEmpty ? way.foundEmpty + 1 : 0;
  return foundEmpty >= enoughLooks ? byDatabase : { kind: 'queue', databaseAnswers, foundEmpty };
}

/** Whether the database is worth asking. */
export function databaseAnswers(way: IntakeWay): boolean {
  return way.kind === 'database' || way.databaseAnswers;
}
