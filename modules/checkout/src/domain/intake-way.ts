/**
 * Which way accepted orders take: straight into the database, or by the queue, from the moment in which the database
 * fails until it answers and the queue has run empty. Whoever is on the queue's way knows whether the database answers.
 */
export type IntakeWay =
  | { readonly kind: 'database' }
  | { readonly kind: 'queue'; readonly databaseAnswers: boolean; readonly gate: Gate };

/**
 * Orders pass it on the queue's way. Now and then it is shut for a moment: a queue into which orders keep coming is never
 * seen empty, and only while none can come does an empty one prove that all are recorded.
 */
export type Gate = { readonly kind: 'open' } | { readonly kind: 'shut'; readonly looks: number; readonly foundEmpty: number };

/** What a look at both ways has found. */
export interface Look {
  readonly databaseAnswers: boolean;
  /** False too if the queue could not be asked. */
  readonly queueEmpty: boolean;
}

/** Looks that must find the queue empty, one after the other: it may count a moment late. */
const enoughLooks = 2;
/** Looks while the gate is shut: with the pauses between them a third of a second, in which consumers record what was just sent. */
const mostLooks = 7;
/** Seldom enough that a shopper hardly meets the gate twice, and often enough that the shop is soon back. */
const betweenGatesMs = 5_000;

const open: Gate = { kind: 'open' };

/** The way while all goes well. */
export const byDatabase: IntakeWay = { kind: 'database' };

/** The way from when the database has failed. */
export const byQueue: IntakeWay = { kind: 'queue', databaseAnswers: false, gate: open };

/** The way after a look. The gate opens as soon as the looks that are left cannot suffice. */
export function wayAfter(way: IntakeWay, { databaseAnswers, queueEmpty }: Look): IntakeWay {
  if (way.kind === 'database') return way;
  if (way.gate.kind === 'open' || !databaseAnswers) return { kind: 'queue', databaseAnswers, gate: open };
  const looks = way.gate.looks + 1;
  const foundEmpty = queueEmpty ? way.gate.foundEmpty + 1 : 0;
  if (foundEmpty >= enoughLooks) return byDatabase;
  const suffices = foundEmpty + (mostLooks - looks) >= enoughLooks;
  return { kind: 'queue', databaseAnswers, gate: suffices ? { kind: 'shut', looks, foundEmpty } : open };
}

/** The way with the gate shut: only if it may lead back into the database. */
export function withGateShut(way: IntakeWay): IntakeWay {
  return way.kind === 'queue' && way.databaseAnswers ? { ...way, gate: { kind: 'shut', looks: 0, foundEmpty: 0 } } : way;
}

/** The way with the gate open. */
export function withGateOpen(way: IntakeWay): IntakeWay {
  return isShut(way) ? { ...way, gate: open } : way;
}

/** Whether orders wait at the gate. */
export function isShut(way: IntakeWay): way is Extract<IntakeWay, { kind: 'queue' }> {
  return way.kind === 'queue' && way.gate.kind === 'shut';
}

/**
 * Milliseconds until the gate may next be shut. All processes of a shop shut theirs at the same instants, since any of
 * them can keep the queue from running empty.
 * @param now milliseconds since the epoch
 */
export function untilGate(now: number): number {
  return betweenGatesMs - (now % betweenGatesMs);
}

/** Whether the database is worth asking. */
export function databaseAnswers(way: IntakeWay): boolean {
  return way.kind === 'database' || way.databaseAnswers;
}
