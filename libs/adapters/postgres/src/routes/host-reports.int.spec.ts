import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeHostReports } from '@banyan/strangler/testing';
import { severableProxy } from '@banyan/tools/testing';
import { postgresHostReports } from './host-reports.ts';
import { routingDatabase, type RoutingDatabase } from './routing-database.ts';
import { routingForTests, type RoutingForTests } from './routing.testing.ts';

let kept: RoutingForTests;
let database: RoutingDatabase;
beforeAll(async () => {
  kept = await routingForTests();
  database = routingDatabase({ url: kept.url, poolSize: 10, answerWithinMs: 30_000 });
});
afterAll(async () => {
  await database.close();
  await kept.close();
});

describeHostReports('reports in PostgreSQL', async () => {
  await kept.asAdmin('TRUNCATE routing.host_report');
  return {
    reports: postgresHostReports(database),
    pass: (milliseconds) => kept.asAdmin(`UPDATE routing.host_report SET at = at - ${milliseconds} * interval '1 millisecond'`),
    close: () => Promise.resolve(),
  };
});

describe('reports in PostgreSQL', () => {
  it('are unavailable while it is cut off', async () => {
    const proxy = await severableProxy(kept.url);
    const cutOff = routingDatabase({ url: proxy.url });
    const reports = postgresHostReports(cutOff);
    await reports.reports(1_000);
    await proxy.cut();
    await expect(reports.reports(1_000)).rejects.toMatchObject({ name: 'Unavailable' });
    await expect(reports.report({ instance: 'a', host: 'a', modules: [], routeVersion: 1, tallies: [], shadows: [] })).rejects.toMatchObject({ name: 'Unavailable' });
    await cutOff.close();
    await proxy.close();
  });

  it('are written without making the table grow with each', async () => {
    const reports = postgresHostReports(database);
    const size = async () => (await database.query<{ size: number }>("SELECT pg_relation_size('routing.host_report') AS size"))[0]!.size;
    for (let second = 0; second < 50; second++) await reports.report({ instance: 'a', host: 'a', modules: [], routeVersion: second, tallies: [], shadows: [] });
    // Old rows go with the next that is written, unless somebody else looks at the table just then: a page or two may come on top.
    const before = await size();
    for (let second = 0; second < 2_000; second++) await reports.report({ instance: 'a', host: 'a', modules: [], routeVersion: second, tallies: [], shadows: [] });
    expect(await size()).toBeLessThan(2 * before);
  });
});
