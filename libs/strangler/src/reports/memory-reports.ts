import type { HostReport, HostReports } from './host-report.ts';

const DAY = 86_400_000;

/** Reports within a process, for tests, simulations and a shop of one host. */
export function memoryReports(now: () => Date): HostReports {
  const reports = new Map<string, HostReport>();
  const age = ({ at }: HostReport) => now().getTime() - Date.parse(at);
  return {
    report(report) {
      for (const known of reports.values()) if (age(known) > DAY) reports.delete(known.instance);
      reports.set(report.instance, { ...report, at: now().toISOString() });
      return Promise.resolve();
    },
    reports: (within) => Promise.resolve([...reports.values()].filter((report) => age(report) <= within)),
  };
}
