import { byTime, type History, type HistoryEvent } from '../../history/index.ts';
import type { Witnesses } from '../witnesses/witnesses.ts';

/** A run as the checker gets it. */
export interface Run {
  readonly history: History;
  readonly witnesses: Witnesses;
}

/** One small change of a run. */
export type Change = (run: Run) => Run;

type Table = keyof Witnesses;
type Row<T extends Table> = Witnesses[T][number];
type Which<T> = (one: T) => boolean;

/**
 * A table of the witnesses without some rows, with further ones, or with some changed.
 * @throws {Error} if there is none to leave out or to change
 */
export const rows = <T extends Table>(table: T) => {
  const edit = (how: (rows: readonly Row<T>[]) => readonly Row<T>[]): Change => ({ history, witnesses }) => ({
    history,
    witnesses: { ...witnesses, [table]: how(witnesses[table]) },
  });
  return {
    without: (which: Which<Row<T>>) => edit((all) => found(all, which).filter((row) => !which(row))),
    with: (...more: readonly Row<T>[]) => edit((all) => [...all, ...more]),
    changed: (which: Which<Row<T>>, change: object | ((row: Row<T>) => object)) =>
      edit((all) => found(all, which).map((row) => (which(row) ? ({ ...(row as object), ...(typeof change === 'function' ? change(row) : change) } as Row<T>) : row))),
  };
};

/** The events of a history, likewise. Each process's are numbered anew. */
export const events = {
  without: (which: Which<HistoryEvent>): Change => edit((all) => found(all, which).filter((event) => !which(event))),
  with: (...more: readonly object[]): Change => edit((all) => [...all, ...(more as HistoryEvent[])]),
  changed: (which: Which<HistoryEvent>, change: object): Change =>
    edit((all) => found(all, which).map((event) => (which(event) ? ({ ...event, ...change }) : event))),
};

/** Whole operations, named by how they began: without some, or with another end. */
export const operations = {
  without: (begun: Which<HistoryEvent>): Change => edit((all) => all.filter(isNotOf(begun, all))),
  endedBy: (begun: Which<HistoryEvent>, end: object): Change =>
    edit((all) => {
      const isOther = isNotOf(begun, all);
      return all.map((event) => (isOther(event) || event.k === 'invoke' ? event : ({ ...event, ...end })));
    }),
};

function isNotOf(begun: Which<HistoryEvent>, all: readonly HistoryEvent[]): Which<HistoryEvent> {
  const ops = new Set(found(all, (event) => event.k === 'invoke' && begun(event)).flatMap((event) => (event.k === 'invoke' && begun(event) ? [event.op] : [])));
  return ({ op }) => !ops.has(op);
}

function edit(how: (events: readonly HistoryEvent[]) => readonly HistoryEvent[]): Change {
  return ({ history, witnesses }) => {
    const numbers = new Map<string, number>();
    const numbered = byTime(how(history.events)).map((event) => {
      const n = (numbers.get(event.p) ?? 0) + 1;
      numbers.set(event.p, n);
      return { ...event, n };
    });
    return { history: { ...history, events: numbered }, witnesses };
  };
}

function found<T>(all: readonly T[], which: Which<T>): readonly T[] {
  if (all.some(which)) return all;
  throw new Error('There is nothing of that sort in the run that could be changed. Name something that is in it.');
}
