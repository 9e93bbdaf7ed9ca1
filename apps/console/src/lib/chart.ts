import type { Moment, SideHistory } from './side-history.ts';

/** A chart of milliseconds over time. */
export interface Chart {
  readonly lines: readonly { readonly target: string | null; readonly p50: string; readonly p99: string }[];
  /** Milliseconds at the top. */
  readonly top: number;
  /** From one edge to the other. */
  readonly minutes: number;
}

/** Minutes that a chart may be wide: it is no wider than what was measured. */
const widths = [1, 2, 5, 15] as const;
/** Milliseconds without calls that break a line. */
const gap = 20_000;

/** Draws the latencies of both sides as SVG paths in a box of this size, up to the moment that was measured last. */
export function chartOf(sides: readonly SideHistory[], { width, height }: { readonly width: number; readonly height: number }): Chart {
  const moments = sides.flatMap((side) => side.moments);
  const end = Math.max(...moments.map(({ at }) => Date.parse(at)));
  const age = end - Math.min(...moments.map(({ at }) => Date.parse(at)));
  const minutes = widths.find((width) => width * 60_000 >= age) ?? 15;
  const span = minutes * 60_000;
  const top = roundUp(Math.max(1, ...moments.map(({ p99 }) => p99 ?? 0)));
  const path = (side: SideHistory, pick: (moment: Moment) => number | null) => {
    let before = -Infinity;
    return side.moments
      .flatMap((moment) => {
        const [value, at] = [pick(moment), Date.parse(moment.at)];
        if (value === null) return [];
        const command = at - before > gap ? 'M' : 'L';
        before = at;
        return `${command}${(width * (1 - (end - at) / span)).toFixed(1)} ${(height * (1 - value / top)).toFixed(1)}`;
      })
      .join('');
  };
  return { top, minutes, lines: sides.map((side) => ({ target: side.target, p50: path(side, ({ p50 }) => p50), p99: path(side, ({ p99 }) => p99) })) };
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value)!;
}
