import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { ExtractAlarms } from '../reports/extract-alarms.ts';
import { ExtractSchedule } from '../reports/extract-schedule.ts';
import { ExtractTask } from '../reports/extract-task.ts';
import { ReportsBucket } from '../reports/reports-bucket.ts';
import type { FoundationStack } from './foundation-stack.ts';

export interface ReportsStackProps extends StackProps {
  readonly site: Site;
  readonly foundation: FoundationStack;
  readonly data: ShopData;
  /** Where the instance for reports is. */
  readonly reportingHost: string;
}

/** What reports are made of, in a region whose database has an instance for them. */
export class ReportsStack extends Stack {
  constructor(scope: Construct, id: string, { site, foundation: { network, cluster, accessLogs, notices }, data, reportingHost, ...props }: ReportsStackProps) {
    super(scope, id, props);
    const place = new ReportsBucket(this, 'Place', { site, accessLogs });
    const extract = new ExtractTask(this, 'Extract', { site, secrets: data.reports, reportingHost, place });
    new ExtractSchedule(this, 'Scheduled', { site, network, cluster, extract });
    new ExtractAlarms(this, 'Alarms', { site, log: extract.log, notices });
  }
}
