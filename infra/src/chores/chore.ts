import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, RuleTargetInput, type Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type LogGroupProps } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../findings/acknowledge.ts';
import { lambdaCode } from '../lambda-code.ts';

export interface ChoreProps {
  /** `banyan-production-prune` */
  readonly name: string;
  /** The folder of its code in infra/lambdas. */
  readonly folder: string;
  /** It is also the role’s, so it keeps to the letters that IAM takes: no typographic apostrophe. */
  readonly description: string;
  /** What it is told of its place, as JSON in `SETTINGS`. */
  readonly settings?: object;
  readonly variables?: Readonly<Record<string, string>>;
  readonly roleName?: string;
  readonly minutes?: number;
  readonly log: Pick<LogGroupProps, 'retention' | 'removalPolicy'>;
  /** Who is told when it fails. */
  readonly notices: ITopic;
}

/**
 * A chore as a function with a role of its own. What it was asked and could not do, after two more attempts, lies in a queue beside it;
 * that it failed, or that something lies there, raises an alarm.
 */
export class Chore extends Construct {
  readonly function: Function;
  readonly role: Role;
  readonly #name: string;
  readonly #notices: ITopic;

  constructor(scope: Construct, id: string, { name, folder, description, settings, variables = {}, roleName, minutes = 5, log, notices }: ChoreProps) {
    super(scope, id);
    this.#name = name;
    this.#notices = notices;
    const logGroup = new LogGroup(this, 'Log', { logGroupName: `/banyan/chores/${name}`, ...log });
    this.role = new Role(this, 'Role', { ...(roleName === undefined ? {} : { roleName }), assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description });
    this.allow('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    const undone = new Queue(this, 'Undone', { queueName: `${name}-undone`, encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
    acknowledge(undone, 'AwsSolutions-SQS3', 'It is the dead-letter queue of the function beside it.');
    this.function = new Function(this, 'Function', {
      functionName: name,
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'handler.handler',
      code: lambdaCode(folder),
      role: this.role,
      timeout: Duration.minutes(minutes),
      memorySize: 256,
      retryAttempts: 2,
      deadLetterQueue: undone,
      logGroup,
      environment: { ...variables, ...(settings === undefined ? {} : { SETTINGS: JSON.stringify(settings) }) },
    });
    this.alarm('failed', this.function.metricErrors({ period: Duration.minutes(5) }), `${description} It failed; its log is ${logGroup.logGroupName}.`);
    this.alarm('undone', undone.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }), `${description} It failed each time it was tried; what it was asked lies in ${name}-undone.`);
  }

  /** Has it called at times, with an event. */
  at(id: string, schedule: Schedule, event?: object): void {
    new Rule(this, id, { schedule, description: `${this.#name}, ${id}`, targets: [new LambdaFunction(this.function, { retryAttempts: 2, ...(event === undefined ? {} : { event: RuleTargetInput.fromObject(event) }) })] });
  }

  allow(sid: string, actions: readonly string[], resources: readonly string[], conditions: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): void {
    this.role.addToPolicy(new PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions }));
  }

  /** Says why a resource is named with a wildcard. */
  because(resource: string, reason: string): void {
    acknowledge(this.role, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
  }

  /** Tells people when a number is above 0. */
  alarm(id: string, metric: IMetric, alarmDescription: string): void {
    new Alarm(this, id, { alarmName: `${this.#name}-${id}`, alarmDescription, metric, threshold: 0, evaluationPeriods: 1, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD, treatMissingData: TreatMissingData.NOT_BREACHING }).addAlarmAction(new SnsAction(this.#notices));
  }
}
