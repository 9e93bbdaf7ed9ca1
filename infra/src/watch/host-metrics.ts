import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { NAMESPACE } from '../hosts/collector.ts';
import { hostNames } from '../shop/hosts.ts';

/** What hosts export, under the names of the Prometheus adapter. */
export const exported = {
  mismatched: 'banyan_shadow_mismatched_total',
  compared: 'banyan_shadow_compared_total',
  parked: 'banyan_lanes_parked',
  waiting: 'banyan_lanes_waiting',
  deferred: 'banyan_deferred_calls_total',
  served: 'banyan_served_calls_total',
  breakers: 'banyan_breaker_state',
} as const;
export type Exported = keyof typeof exported;

/** How each comes together from its single series: what is counted adds up; a gauge is the same in each host that runs the module. */
const together: Readonly<Record<Exported, 'SUM' | 'MAX'>> = { mismatched: 'SUM', compared: 'SUM', parked: 'MAX', waiting: 'MAX', deferred: 'SUM', served: 'SUM', breakers: 'MAX' };

/** The dimensions beside environment and component under which the collector keeps each. */
const dimensions: Readonly<Record<Exported, readonly string[]>> = {
  mismatched: ['operation'],
  compared: ['operation'],
  parked: ['module'],
  waiting: ['module'],
  deferred: ['operation', 'outcome'],
  served: ['operation', 'outcome'],
  breakers: ['target', 'operation'],
};

const period = Duration.minutes(5);

/** All series of a metric, for a dashboard; an alarm cannot search. */
export function everySeries(environment: string, name: Exported): IMetric {
  const schema = [NAMESPACE, 'environment', 'component', ...dimensions[name]].join(',');
  const statistic = together[name] === 'SUM' ? 'Sum' : 'Maximum';
  return new MathExpression({ expression: `SEARCH('{${schema}} MetricName="${exported[name]}" environment="${environment}"', '${statistic}', ${period.toSeconds()})`, label: '', period, usingMetrics: {} });
}

/** A metric as one number, for an alarm: of all hosts together. */
export function ofAllHosts(environment: string, name: Exported): MathExpression {
  const statistic = together[name] === 'SUM' ? 'Sum' : 'Maximum';
  const usingMetrics = Object.fromEntries(
    hostNames.map((component) => [component, new Metric({ namespace: NAMESPACE, metricName: exported[name], dimensionsMap: { environment, component }, statistic, period })] as const),
  );
  const all = hostNames.map((component) => `FILL(${component}, 0)`);
  const expression = together[name] === 'SUM' ? all.join(' + ') : `MAX([${all.join(', ')}])`;
  return new MathExpression({ expression, usingMetrics, period, label: exported[name] });
}
