import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome, Statement } from '../from-outside/statements.ts';
import type { AlteredStatement } from './defect.ts';

type Which = Pick<AlteredStatement, 'words' | 'schema'>;

/** What PostgreSQL would say, had it given these rows. */
export function answered(rows: readonly object[]): Outcome {
  return Object.assign({ rows }, { rowCount: rows.length, command: '', fields: [] });
}

/** Puts other words into a statement; each pair is what stands there, and what is to stand there. */
export function rewriting(which: Which, ...pairs: readonly (readonly [from: string, to: string])[]): AlteredStatement {
  return {
    ...which,
    kind: 'statement',
    rewrites: pairs.map(([from]) => from),
    instead: (asked, send) => send({ ...asked, text: pairs.reduce(exchanged, asked.text) }),
  };
}

function exchanged(text: string, [from, to]: readonly [from: string, to: string]): string {
  if (!text.includes(from)) throw new Error(`There is no '${from}' in the statement any more: ${text}`);
  return text.replace(from, () => to);
}

/** Sends a statement with other values. */
export function withValues(which: Which, change: (values: readonly unknown[]) => readonly unknown[]): AlteredStatement {
  return { ...which, kind: 'statement', instead: (asked, send) => send({ ...asked, values: change(asked.values) }) };
}

/** Changes each of the records that a statement has as JSON in its first value; those that become undefined are left out. */
export function withRecords<R extends object>(which: Which, change: (record: R) => R | undefined): AlteredStatement {
  return withValues(which, ([records, ...others]) => [JSON.stringify(recordsIn<R>(records).flatMap((record) => change(record) ?? [])), ...others]);
}

/** The records that a statement has as JSON in a value. */
export function recordsIn<R extends object>(value: unknown): R[] {
  return JSON.parse(String(value)) as R[];
}

/** Changes the rows that a statement gave. */
export function withRows(which: Which, change: (rows: readonly object[], asked: Statement) => readonly object[]): AlteredStatement {
  return { ...which, kind: 'statement', instead: async (asked, send) => answered(change((await send(asked)).rows, asked)) };
}

/** Answers a statement without sending it. */
export function unsent(which: Which, rows: (asked: Statement) => readonly object[] = () => []): AlteredStatement {
  return { ...which, kind: 'statement', instead: async (asked) => answered(rows(asked)) };
}

/** Answers a statement at once, and sends it a while later. */
export function answeredFirst(which: Which, rows: (asked: Statement) => readonly object[], milliseconds: number): AlteredStatement {
  return {
    ...which,
    kind: 'statement',
    instead: async (asked, send) => {
      void pause(milliseconds).then(() => send(asked)).catch(() => undefined);
      return answered(rows(asked));
    },
  };
}

/** Says of every nth time that it is one. */
export function every(nth: number): () => boolean {
  let times = 0;
  return () => ++times % nth === 0;
}
