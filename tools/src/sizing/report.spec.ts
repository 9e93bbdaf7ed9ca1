import { describe, expect, it } from '@jest/globals';
import { production } from '@banyan/infra/environments';
import { onlineRetail } from './arrivals/online-retail.ts';
import { WIDTH } from './columns.ts';
import { assumptions } from './data/assumptions.ts';
import { serviceTimes } from './data/service-times.ts';
import { sizing } from './model/sizing.ts';
import { report } from './report.ts';

const shop = { region: production.home, objectives: production.objectives, times: serviceTimes, assumptions };
const lines = (times: readonly number[]) => report(onlineRetail, sizing(onlineRetail, times, shop), shop).split('\n');

describe('the report of a sizing', () => {
  it.each([[[1]], [[1, 10, 100]], [[10, 100, 10_000]]])('fits into a terminal of 120 columns, with %j', (times) => {
    expect(lines(times).filter(({ length }) => length > WIDTH)).toEqual([]);
  });

  it('has a column for each factor, of what is needed and of what it costs', () => {
    const text = lines([1, 10, 100]);
    expect(text.find((line) => line.startsWith('At the busiest minute'))).toMatch(/least +1 × +10 × +100 × +most$/);
    expect(text.filter((line) => line.startsWith('tasks of ') && /^tasks of \w+ +3 +\d+ +\d+ +\d+ +(16|24)$/.test(line))).toHaveLength(3);
    expect(text.find((line) => line.startsWith('US dollars a month'))).toMatch(/1 ×, average +peak held/);
  });

  it('marks what is more than the environment allows', () => {
    const text = lines([1, 1_000]);
    expect(text.find((line) => line.startsWith('tasks of catalog'))).toMatch(/ 3 +\d+ ! +16$/);
    expect(text).toContain('! is more than the environment allows.');
    expect(lines([1]).join('\n')).not.toContain('!');
  });

  it('says what is first in the way at each of them, and which prices are not verified', () => {
    const text = lines([1, 1_000]).join(' ').replace(/ +/g, ' ');
    expect(text).toMatch(/ 1 × [^:]*: \d{3} times this load/);
    expect(text).toMatch(/ 1000 × [^:]*: 0\.\d+ times this load/);
    expect(text).toContain('Not verified: Aurora’s I/O (0.22 per million I/Os)');
  });
});
