import { codecOf, type Codec } from '@banyan/contracts/define';
import { cancel } from './cancel.ts';
import { changeover } from './changeover.ts';
import { charge } from './charge.ts';
import { drain } from './drain.ts';
import { fault } from './fault.ts';
import type { EventAmong, Kind } from './kind.ts';
import { planned } from './plan.ts';
import { routeSet } from './route-set.ts';
import { routeUsed } from './route-used.ts';
import { status } from './status.ts';
import { stock } from './stock.ts';
import { submit } from './submit.ts';

const kinds = [planned, submit, status, cancel, stock, charge, fault, changeover, routeSet, routeUsed, drain] as const;

/** Anything that a history may hold. */
export type HistoryEvent = EventAmong<(typeof kinds)[number]>;

const codecs = new Map<string, Codec<unknown>>(
  kinds.flatMap(({ f, shapes }: Kind) => Object.entries(shapes).map(([word, shape]) => [`${f} ${word}`, codecOf(shape)] as const)),
);
const nanoseconds = /^\d{1,30}$/;

/** The event as one line of JSON. */
export function lineOf(event: HistoryEvent): string {
  return `${JSON.stringify({ ...event, t: String(event.t) })}\n`;
}

/** Reads a line; if it holds no event, says why. */
export function eventIn(line: string): { readonly event: HistoryEvent } | { readonly why: string } {
  const read = parsed(line);
  if (!isRecord(read)) return { why: 'It is not a JSON object.' };
  const { t, p, n, op, f, k } = read;
  if (typeof t !== 'string' || !nanoseconds.test(t)) return { why: '"t" is not a number of nanoseconds in quotes.' };
  if (typeof p !== 'string' || typeof op !== 'string') return { why: '"p" and "op" have to be texts.' };
  if (!Number.isSafeInteger(n)) return { why: '"n" is not an integer.' };
  const codec = codecs.get(`${String(f)} ${String(k)}`);
  if (!codec) return { why: `There is no event with "f" ${JSON.stringify(f)} and "k" ${JSON.stringify(k)}.` };
  const [violation] = codec.check(read) ? [] : codec.violations(read);
  if (violation) return { why: `${violation.pointer || 'It'} ${violation.message}.` };
  return { event: { ...read, t: BigInt(t) } as unknown as HistoryEvent };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
