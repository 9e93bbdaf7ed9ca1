import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { production } from '@banyan/infra/environments';
import { root } from '../start/root.ts';
import { onlineRetail } from './arrivals/online-retail.ts';
import { assumptions } from './data/assumptions.ts';
import { serviceTimes } from './data/service-times.ts';
import { sizing, type Scaled } from './model/sizing.ts';
import { amount, dollars, time, whole } from './words.ts';

const guide = readFileSync(join(root, 'docs/guides/scaling.md'), 'utf8');
const scaled = sizing(onlineRetail, [1, 10, 100], { region: production.home, objectives: production.objectives, times: serviceTimes, assumptions });
const cells = (of: (one: Scaled) => string) => scaled.map(of).join(' | ');

describe('docs/guides/scaling.md', () => {
  it.each([
    ['tasks of the monolith | 3', cells(({ peak }) => whole(peak.hosts.monolith.needed))],
    ['tasks of orders | 3', cells(({ peak }) => whole(peak.hosts.orders.needed))],
    ['tasks of catalog | 3', cells(({ peak }) => whole(peak.hosts.catalog.needed))],
    ["Aurora's writer, ACU | 2", cells(({ peak }) => amount(peak.writer.units))],
    ['CPU and waiting for it in the monolith, 99 % |', cells(({ peak }) => time(Number(peak.hosts.monolith.p99.toPrecision(2))))],
    ['US dollars a month, at the average |', cells(({ months }) => dollars(months.average.total))],
    ['US dollars a month, the peak held all the time |', cells(({ months }) => dollars(months.peak.total))],
  ])('tells of %s what the command computes', (row, figures) => {
    expect(guide).toContain(`| ${row} | ${figures} |`);
  });

  it('names the first limit, and how far away it is', () => {
    const [first] = scaled[0]!.limits;
    expect(first!.what).toBe('tasks of catalog');
    expect(guide).toContain(`at ${amount(first!.atOrders)} orders/s`);
    expect(guide).toContain(`| ${amount(scaled[0]!.headroom)} times the load |`);
    expect(guide).toContain(`| ${amount(scaled[2]!.headroom)} times |`);
  });
});
