import { routeWords as wordsOf } from '@banyan/control/words';
import type { Route } from './answers.ts';

export { shareWords, standingWords, stepWords, timeWords } from '@banyan/control/words';

/** A route as people say it: `canary 5 % at orders`. */
export function routeWords(route: Route | null): string {
  return wordsOf(route, 'none of its own');
}

/** Milliseconds: `4.2 ms`, or a dash where none were measured. */
export function msWords(milliseconds: number | null | undefined): string {
  if (milliseconds == null) return '–';
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds).toLocaleString('en-GB')} ms`;
}

/** Calls in a second: `12.5/s`. */
export function rateWords(rate: number): string {
  return `${rate === 0 ? '0' : rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en-GB')}/s`;
}

/** `12 s`, `3 min`, `2 h` */
export function durationWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** `1 call`, `2 calls` */
export function countWords(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;
}
