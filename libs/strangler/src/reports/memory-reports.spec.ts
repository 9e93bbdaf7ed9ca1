import { describeHostReports } from '../testing/describe-host-reports.ts';
import { memoryReports } from './memory-reports.ts';

describeHostReports('reports in memory', () => {
  let now = Date.UTC(2026, 0, 1);
  return Promise.resolve({
    reports: memoryReports(() => new Date(now)),
    pass: (milliseconds) => Promise.resolve(void (now += milliseconds)),
    close: () => Promise.resolve(),
  });
});
