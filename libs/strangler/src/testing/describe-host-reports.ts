import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HostReport, HostReports } from '../reports/host-report.ts';

/** A place for reports with nothing in it, made for one test. */
export interface HostReportsUnderTest {
  readonly reports: HostReports;
  /** Lets so much time pass for the reports that are there. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const SECOND = 1_000;
const DAY = 86_400_000;

/** What every place for reports promises. */
export function describeHostReports(name: string, start: () => Promise<HostReportsUnderTest>): void {
  describe(name, () => {
    let underTest: HostReportsUnderTest;
    let reports: HostReports;
    beforeEach(async () => {
      underTest = await start();
      ({ reports } = underTest);
    });
    afterEach(() => underTest.close());

    const instances = async (within: number) => (await reports.reports(within)).map(({ instance }) => instance).sort();

    it('is empty at first', async () => {
      expect(await reports.reports(DAY)).toEqual([]);
    });

    it('gives a report as it was made, with the moment at which it came', async () => {
      await reports.report(reportOf('orders-1'));
      const [report] = await reports.reports(10 * SECOND);
      expect(report).toEqual({ ...reportOf('orders-1'), at: expect.any(String) });
      expect(new Date(report!.at).toISOString()).toBe(report!.at);
    });

    it('keeps the last report of each instance', async () => {
      for (const routeVersion of [1, 2, 3]) {
        await Promise.all(['orders-1', 'orders-2'].map((instance) => reports.report({ ...reportOf(instance), routeVersion })));
      }
      const found = await reports.reports(10 * SECOND);
      expect(found.map(({ instance, routeVersion }) => `${instance} ${routeVersion}`).sort()).toEqual(['orders-1 3', 'orders-2 3']);
    });

    it('leaves out instances that have not reported lately', async () => {
      await reports.report(reportOf('gone'));
      await underTest.pass(20 * SECOND);
      await reports.report(reportOf('alive'));
      expect(await instances(10 * SECOND)).toEqual(['alive']);
      expect(await instances(60 * SECOND)).toEqual(['alive', 'gone']);
    });

    it('dates a report anew each time', async () => {
      await reports.report(reportOf('alive'));
      await underTest.pass(20 * SECOND);
      await reports.report(reportOf('alive'));
      expect(await instances(10 * SECOND)).toEqual(['alive']);
    });

    it('forgets instances that have not reported for a day', async () => {
      for (const instance of ['old-1', 'old-2', 'alive']) await reports.report(reportOf(instance));
      await underTest.pass(DAY + SECOND);
      expect(await instances(2 * DAY)).toEqual(['alive', 'old-1', 'old-2']);
      await Promise.all(['alive', 'new'].map((instance) => reports.report(reportOf(instance))));
      expect(await instances(2 * DAY)).toEqual(['alive', 'new']);
    });

    it('takes reports of many instances at once', async () => {
      const many = Array.from({ length: 40 }, (_, index) => `orders-${index}`).sort();
      await Promise.all(many.map((instance) => reports.report(reportOf(instance))));
      expect(await instances(10 * SECOND)).toEqual(many);
    });
  });
}

function reportOf(instance: string): Omit<HostReport, 'at'> {
  return {
    instance,
    host: 'orders',
    modules: [
      { module: 'orders', contractVersion: '1.2.0', data: 'sys-1/orders' },
      { module: 'edge', contractVersion: '1.0.0', data: null },
    ],
    targets: ['monolith', 'catalog-next'],
    routeVersion: 7,
    tallies: [{ address: 'orders.getOrder', version: 7, target: null, answered: 3, refused: 1, failed: 0, latencies: { 12: 3, 40: 1 } }],
    shadows: [
      {
        address: 'orders.getOrder',
        version: 7,
        target: 'orders',
        compared: 9,
        mismatched: 2,
        failed: 1,
        dropped: 0,
        noiseCompared: 3,
        noiseMismatched: 1,
        pointers: { '/lines/*/price': { mismatched: 2, noise: 0, repeated: 2, stood: 1 }, '/🌳\u0000"\\': { mismatched: 0, noise: 1, repeated: 0, stood: 0 } },
      },
    ],
  };
}
