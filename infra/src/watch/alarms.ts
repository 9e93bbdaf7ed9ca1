import { Duration } from 'aws-cdk-lib';
import { Alarm, AlarmRule, AlarmState, ComparisonOperator, CompositeAlarm, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ShopData } from '../data/shop-data.ts';
import type { Site } from '../environments/site.ts';
import { prefixOf } from '../environments/site.ts';
import type { AccessMetrics } from './access-metrics.ts';
import { ofAllHosts } from './host-metrics.ts';
import type { PagesMetrics } from './pages-metrics.ts';

export interface AlarmsProps {
  readonly site: Site;
  readonly data: ShopData;
  readonly access: AccessMetrics;
  readonly pages: readonly PagesMetrics[];
  readonly notices: ITopic;
}

/**
 * Alarms on what shoppers feel, and what operators have to see before shoppers do. Two composite alarms wake somebody: that orders are
 * refused or slow or pages cannot be shown, and that accepted orders are not worked off. The single ones behind them only say why.
 */
export class Alarms extends Construct {
  readonly single: readonly Alarm[];
  readonly composite: readonly CompositeAlarm[];

  constructor(scope: Construct, id: string, { site, data, access, pages, notices }: AlarmsProps) {
    super(scope, id);
    const { environment } = site;
    const { objectives, name } = environment;
    const notify = new SnsAction(notices);
    const single = (id: string, metric: IMetric, threshold: number, alarmDescription: string, evaluationPeriods = 2) =>
      new Alarm(this, id, {
        alarmName: `${prefixOf(environment)}-${id}`,
        alarmDescription,
        metric,
        threshold,
        evaluationPeriods,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });

    const slow = single('intake-slow', access.intakeP99, objectives.intakeP99, `Of 100 orders one took longer than ${objectives.intakeP99} s to be accepted.`);
    const refused = single('orders-refused', access.refusedOrders, objectives.refusedOrders, 'Orders were refused with 5xx: shoppers were told to try again.', 1);
    const unseen = pages.filter(({ pages: name }) => name === 'storefront').map(({ failed }) => single('pages-failed', failed, objectives.failedPages, 'Pages were answered with 5xx: shoppers saw that the shop cannot answer just now.'));
    const backlogs = data.modules.flatMap(({ queues }) => queues).map(({ named, queue, parked }) => ({
      age: single(`backlog-${named.module}-${named.kind}`, queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }), objectives.backlogAge, `Messages in ${named.name} wait longer than ${objectives.backlogAge} s.`, 3),
      parked: single(`parked-messages-${named.module}-${named.kind}`, parked.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }), 0, `Messages lie in ${named.parkedName}: nobody could read them. An operator takes them back.`, 1),
    }));
    const lanes = single('lanes-parked', ofAllHosts(name, 'parked'), 0, 'A poison order parked its lane: npx banyan parked says which, and how to go on.', 1);
    const mismatches = single('shadow-mismatches', ofAllHosts(name, 'mismatched'), objectives.shadowMismatches, 'Shadowed calls are answered otherwise elsewhere: npx banyan shadow report says which.', 1);
    const { cluster } = data.database;
    const lag = single('replica-lag', cluster.metric('AuroraReplicaLagMaximum', { period: Duration.minutes(1), statistic: 'Maximum' }), objectives.replicaLag, `A reader, or the instance for reports, is more than ${objectives.replicaLag} ms behind the writer.`, 5);
    const far = environment.recovery && site.role === 'recovery' ? [single('region-lag', cluster.metric('AuroraGlobalDBReplicationLag', { period: Duration.minutes(1), statistic: 'Maximum' }), 5_000, 'The copy in this region is more than 5 s behind: so much would be lost with the home region.', 5)] : [];

    const wakes = (id: string, alarmDescription: string, alarms: readonly Alarm[]) => {
      const composite = new CompositeAlarm(this, id, {
        compositeAlarmName: `${prefixOf(environment)}-${id}`,
        alarmDescription,
        alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
      });
      composite.addAlarmAction(notify);
      composite.addOkAction(notify);
      return composite;
    };
    this.single = [slow, refused, ...unseen, ...backlogs.flatMap(({ age, parked }) => [age, parked]), lanes, mismatches, lag, ...far];
    this.composite = [
      wakes('shoppers-cannot-order', 'Shoppers’ orders are refused or accepted too slowly, or shoppers see no pages.', [slow, refused, ...unseen]),
      wakes('orders-are-not-worked-off', 'What was accepted waits too long, or waits for an operator.', [...backlogs.flatMap(({ age, parked }) => [age, parked]), lanes]),
    ];
    for (const alarm of [mismatches, lag, ...far]) alarm.addAlarmAction(notify);
  }
}
