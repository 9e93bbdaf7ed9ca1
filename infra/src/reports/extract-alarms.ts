import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, MetricFilter, type LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { prefixOf, type Site } from '../environments/site.ts';
import { EVERY_HOURS } from './extract-schedule.ts';

const NAMESPACE = 'Banyan';

/** Tells people when reports are not made, or are late. */
export class ExtractAlarms extends Construct {
  constructor(scope: Construct, id: string, { site: { environment }, log, notices }: { readonly site: Site; readonly log: LogGroup; readonly notices: ITopic }) {
    super(scope, id);
    const prefix = prefixOf(environment);
    const counted = (name: string, ...words: readonly string[]) => {
      new MetricFilter(this, name, { logGroup: log, metricNamespace: NAMESPACE, metricName: `${prefix}-${name}`, filterPattern: FilterPattern.anyTerm(...words), metricValue: '1' });
      return new Metric({ namespace: NAMESPACE, metricName: `${prefix}-${name}`, statistic: 'Sum', period: Duration.hours(EVERY_HOURS) });
    };
    const late = new Alarm(this, 'reports-late', {
      alarmName: `${prefix}-reports-late`,
      alarmDescription: `No extract was made for ${2 * EVERY_HOURS} hours: reports are older than that.`,
      // What the command says when it has done its work.
      metric: counted('reports-made', 'is written', 'Nothing has changed since run'),
      threshold: 1,
      evaluationPeriods: 2,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    const failed = new Alarm(this, 'reports-failed', {
      alarmName: `${prefix}-reports-failed`,
      alarmDescription: 'An extract was not made; its log says why. The next one makes up for it.',
      metric: counted('reports-not-made', 'Nothing was extracted').with({ period: Duration.minutes(5) }),
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    for (const alarm of [late, failed]) alarm.addAlarmAction(new SnsAction(notices));
  }
}
