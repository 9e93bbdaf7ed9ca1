import { expect, it } from '@jest/globals';
import { chartOf } from './chart.ts';

const start = Date.parse('2026-11-30T12:00:00Z');
const moment = (seconds: number, p99: number | null) => ({ at: new Date(start + seconds * 1_000).toISOString(), rate: 1, failed: 0, p50: p99 === null ? null : p99 / 2, p99 });

it('a chart has a line for each side, broken where nothing was called', () => {
  const { top, lines } = chartOf(
    [
      { target: null, moments: [moment(0, 10), moment(5, 20), moment(6, null), moment(450, 40)] },
      { target: 'catalog', moments: [moment(900, 5)] },
    ],
    { width: 900, height: 100 },
  );
  expect(top).toBe(50);
  expect(lines).toEqual([
    { target: null, p99: 'M0.0 80.0L5.0 60.0M450.0 20.0', p50: 'M0.0 90.0L5.0 80.0M450.0 60.0' },
    { target: 'catalog', p99: 'M900.0 90.0', p50: 'M900.0 95.0' },
  ]);
});

it.each([
  [0, 1],
  [61, 2],
  [130, 5],
  [301, 15],
])('a chart of %d seconds is %d minutes wide', (seconds, minutes) => {
  const chart = chartOf([{ target: null, moments: [moment(0, 10), moment(seconds, 10)] }], { width: 900, height: 100 });
  expect(chart.minutes).toBe(minutes);
  expect(chart.lines[0]!.p99).toMatch(/L?900\.0 0\.0$/);
});

it('a chart of nothing has no lines', () => expect(chartOf([], { width: 1, height: 1 })).toMatchObject({ top: 1, lines: [] }));
