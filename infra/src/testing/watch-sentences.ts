import { it } from '@jest/globals';
import { exported } from '../watch/host-metrics.ts';
import type { Site, Synthesised } from '../synthesised.ts';
import { askable, like, Match } from './look.ts';
import { prefixOf } from '../environments/site.ts';

export function watchSentences(synthesised: () => Synthesised, site: Site): void {
  const template = () => askable(synthesised(), site, 'watch');
  const { objectives, name } = site.environment;
  const prefix = prefixOf(site.environment);

  it('raises alarms on what shoppers feel: slow intake, refused orders, backlog, mismatches, parked lanes, replica lag', () => {
    const alarm = (id: string, more: Readonly<Record<string, unknown>>) => template().hasResourceProperties('AWS::CloudWatch::Alarm', like({ AlarmName: `${prefix}-${id}`, ...more }));
    const stat = (metric: string, Stat: string) => ({ Metrics: [like({ MetricStat: like({ Metric: { Namespace: 'Banyan', MetricName: `${prefix}-${metric}` }, Stat }) })] });
    alarm('intake-slow', { ...stat('intake-seconds', 'p99'), Threshold: objectives.intakeP99 });
    alarm('orders-refused', { ...stat('refused-orders', 'Sum'), Threshold: objectives.refusedOrders });
    alarm('backlog-orders-calls', { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: objectives.backlogAge });
    alarm('replica-lag', { MetricName: 'AuroraReplicaLagMaximum', Threshold: objectives.replicaLag });
    alarm('shadow-mismatches', { Threshold: objectives.shadowMismatches, Metrics: Match.arrayWith([like({ MetricStat: like({ Metric: like({ Namespace: 'Banyan', MetricName: exported.mismatched, Dimensions: Match.arrayWith([{ Name: 'environment', Value: name }]) }) }) })]) });
    alarm('lanes-parked', { Threshold: 0, Metrics: Match.arrayWith([like({ MetricStat: like({ Metric: like({ MetricName: exported.parked }) }) })]) });
  });

  it('wakes somebody by two composite alarms', () => {
    template().resourceCountIs('AWS::CloudWatch::CompositeAlarm', 2);
    template().allResourcesProperties('AWS::CloudWatch::CompositeAlarm', like({ AlarmActions: [Match.anyValue()] }));
  });

  it('makes metrics of the proxies’ access log, one value for each order', () => {
    template().hasResourceProperties('AWS::Logs::MetricFilter', like({ FilterPattern: '{ ($.method = "POST") && ($.endpoint = "/api/v1/orders") }', MetricTransformations: [like({ MetricValue: '$.seconds' })] }));
  });

  it('has a dashboard', () => template().resourceCountIs('AWS::CloudWatch::Dashboard', 1));
}
