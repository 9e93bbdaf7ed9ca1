import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { API_PREFIX } from '@banyan/contracts/public';
import { Construct } from 'constructs';
import { NAMESPACE } from '../hosts/collector.ts';

const ORDERS = `${API_PREFIX}/orders`;
const placed = FilterPattern.all(FilterPattern.stringValue('$.method', '=', 'POST'), FilterPattern.stringValue('$.endpoint', '=', ORDERS));

/**
 * What shoppers get, as the proxies write it down in their access log: no host can tell it better, for when none answers the proxies do.
 * CloudWatch makes the metrics from the log, each value one request, so percentiles are exact.
 */
export class AccessMetrics extends Construct {
  /** How long the acceptance of an order took; in seconds, 99 of 100 took at most so long. */
  readonly intakeP99: Metric;
  /** Orders that were refused though shoppers had done nothing wrong: 5xx. */
  readonly refusedOrders: Metric;
  /** Any request that was answered with 5xx. */
  readonly failures: Metric;

  constructor(scope: Construct, id: string, { accessLog, prefix }: { readonly accessLog: ILogGroup; readonly prefix: string }) {
    super(scope, id);
    const of = (name: string, filterPattern: ReturnType<typeof FilterPattern.all>, metricValue: string) =>
      new MetricFilter(this, name, { logGroup: accessLog, filterPattern, metricNamespace: NAMESPACE, metricName: `${prefix}-${name}`, metricValue });
    const period = Duration.minutes(5);
    const status = FilterPattern.numberValue('$.status', '>=', 500);
    this.intakeP99 = of('intake-seconds', placed, '$.seconds').metric({ statistic: 'p99', period, label: 'intake p99 (s)' });
    this.refusedOrders = of('refused-orders', FilterPattern.all(placed, status), '1').metric({ statistic: 'Sum', period, label: 'orders refused for our fault' });
    this.failures = of('failures', FilterPattern.all(status), '1').metric({ statistic: 'Sum', period, label: 'requests failed' });
  }
}
