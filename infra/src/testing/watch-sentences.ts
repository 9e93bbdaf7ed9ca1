import { expect, it } from '@jest/globals';
import { exported } from '../watch/host-metrics.ts';
import type { Site, Synthesised } from '../synthesised.ts';
import { pagesNames } from '../shop/pages.ts';
import { askable, like, Match, resourcesOf } from './look.ts';
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

  it('raises one when pages cannot be shown, of which the load balancer knows, and it wakes somebody', () => {
    const counted = (MetricName: string) => like({ MetricStat: like({ Metric: like({ Namespace: 'AWS/ApplicationELB', MetricName }), Stat: 'Sum' }) });
    template().hasResourceProperties('AWS::CloudWatch::Alarm', like({ AlarmName: `${prefix}-pages-failed`, Threshold: objectives.failedPages, Metrics: Match.arrayWith([counted('HTTPCode_Target_5XX_Count'), counted('HTTPCode_ELB_5XX_Count')]) }));
    template().hasResourceProperties('AWS::CloudWatch::CompositeAlarm', like({ AlarmName: `${prefix}-shoppers-cannot-order`, AlarmRule: { 'Fn::Join': ['', Match.arrayWith([{ 'Fn::GetAtt': [Match.stringLikeRegexp('pagesfailed'), 'Arn'] }])] } }));
  });

  it('has a dashboard, with failures and latency of the pages’ load balancers', () => {
    template().resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    const { DashboardBody } = resourcesOf(synthesised(), site, 'watch', 'AWS::CloudWatch::Dashboard')[0]!.Properties as { readonly DashboardBody: { readonly 'Fn::Join': readonly [string, readonly (string | Readonly<Record<string, unknown>>)[]] } };
    const body = DashboardBody['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : String(part['Fn::ImportValue'] ?? ''))).join('');
    const { widgets } = JSON.parse(body) as { readonly widgets: readonly { readonly properties: { readonly metrics?: readonly (readonly unknown[])[] } }[] };
    const shown = widgets.flatMap(({ properties: { metrics = [] } }) => metrics.map((metric) => metric.filter((word) => typeof word === 'string').join(' ')));
    for (const pages of pagesNames) {
      for (const metric of ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count', 'TargetResponseTime', 'RequestCount']) {
        expect(shown).toContainEqual(expect.stringMatching(`^AWS/ApplicationELB ${metric} LoadBalancer ${prefix}-${site.region.name}-${pages}:`));
      }
    }
  });
}
