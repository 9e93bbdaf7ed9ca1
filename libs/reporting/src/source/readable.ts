import type { ModuleReports } from '../extract.ts';

/** The login of reports. */
export const reportsRole = 'banyan_reports';

/** The columns that the login of reports may read, and which transaction wrote a row: `schema.table` → columns. */
export function readableBy(reports: readonly ModuleReports[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(reports.flatMap(({ module, extracts }) => extracts.map(({ table, columns }) => [`${module}.${table}`, ['xmin', ...Object.keys(columns)]] as const)));
}
