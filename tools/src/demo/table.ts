import type { Latency } from './load/request-tally.ts';
import { minutes } from './narrator.ts';

/** What a demo ends with. */
export interface Result {
  readonly requests: number;
  readonly failed: number;
  /** What the first failures said. */
  readonly failures: readonly string[];
  readonly orders: { readonly accepted: number; readonly confirmed: number };
  readonly mismatches: number;
  /** In their order, each with the milliseconds that it took. */
  readonly scenes: readonly { readonly title: string; readonly took: number }[];
  readonly home: Latency;
  readonly away: Latency;
}

/** Whether every request was answered and every order confirmed. */
export function isFlawless({ failed, orders }: Pick<Result, 'failed' | 'orders'>): boolean {
  return failed === 0 && orders.accepted > 0 && orders.confirmed === orders.accepted;
}

/** The result as people read it. */
export function table({ requests, failed, failures, orders, mismatches, scenes, home, away }: Result): string {
  return [
    ...scenes.map(({ title, took }) => row(title, minutes(took))),
    '',
    row('Requests', whole(requests)),
    row('  failed', whole(failed)),
    ...failures.map((failure) => `    ${failure}`),
    row('Orders accepted', whole(orders.accepted)),
    row('  confirmed', whole(orders.confirmed)),
    row('Mismatches found', whole(mismatches)),
    row('At home, half within', milliseconds(home.p50)),
    row('  99 % within', milliseconds(home.p99)),
    row('While away, half within', milliseconds(away.p50)),
    row('  99 % within', milliseconds(away.p99)),
  ].join('\n');
}

function row(what: string, value: string): string {
  return `${what.padEnd(46)}${value.padStart(12)}`;
}

function whole(count: number): string {
  return count.toLocaleString('en-GB');
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
