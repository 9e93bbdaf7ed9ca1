import type { HostReport, HostReports } from '@banyan/strangler';
import type { Sql } from '../sql.ts';

interface ReportRow {
  readonly instance: string;
  readonly host: string;
  readonly report: Omit<HostReport, 'instance' | 'host' | 'at'>;
  readonly at: Date;
}

/** Keeps reports in PostgreSQL, in the schema `routing`, dated by its clock; those older than a day are removed. */
export function postgresHostReports(database: Sql): HostReports {
  return {
    async report({ instance, host, ...report }) {
      await database.query(replace, [instance, host, JSON.stringify(report)]);
    },
    async reports(within) {
      const rows = await database.query<ReportRow>(latest, [within]);
      return rows.map(({ instance, host, report, at }) => ({ instance, host, ...report, at: at.toISOString() }));
    },
  };
}

/** An old row that another instance is removing is left to it: two who removed several could otherwise wait for each other. */
const replace = `
  WITH old AS (
    SELECT instance FROM routing.host_report
    WHERE at < statement_timestamp() - interval '1 day' AND instance <> $1 FOR UPDATE SKIP LOCKED
  ), forgotten AS (
    DELETE FROM routing.host_report AS report USING old WHERE report.instance = old.instance
  )
  INSERT INTO routing.host_report (instance, host, report, at) VALUES ($1, $2, $3, statement_timestamp())
  ON CONFLICT (instance) DO UPDATE SET host = excluded.host, report = excluded.report, at = excluded.at`;

const latest = `
  SELECT instance, host, report, at FROM routing.host_report
  WHERE at >= statement_timestamp() - $1::float8 * interval '1 millisecond' ORDER BY instance`;
