import { Duration } from 'aws-cdk-lib';
import { CfnScalingPolicy, PredefinedMetric, ScalableTarget, ServiceNamespace, TargetTrackingScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { Bounds } from '../environments/environment.ts';

export interface ScalingProps {
  readonly cluster: ICluster;
  readonly serviceName: string;
  readonly tasks: Bounds;
  /** Percent of its CPU that a task should use. */
  readonly targetCpu: number;
  /** The queues that the service works off, and the messages that may wait there for each running task; left out if it takes from none. */
  readonly backlog?: { readonly queueNames: readonly string[]; readonly perTask: number };
}

/** Tasks are taken away slowly: whoever leaves has lanes in hand. */
const cooldown = { out: 60, in: 300 };

/**
 * How many tasks a service has: as many as keep its CPU at its target, and as many as keep the messages that wait for each running task
 * below its target; the greater number holds.
 */
export class Scaling extends Construct {
  constructor(scope: Construct, id: string, { cluster, serviceName, tasks, targetCpu, backlog }: ScalingProps) {
    super(scope, id);
    const target = new ScalableTarget(this, 'Tasks', {
      serviceNamespace: ServiceNamespace.ECS,
      resourceId: `service/${cluster.clusterName}/${serviceName}`,
      scalableDimension: 'ecs:service:DesiredCount',
      minCapacity: tasks.min,
      maxCapacity: tasks.max,
    });
    new TargetTrackingScalingPolicy(this, 'Cpu', {
      scalingTarget: target,
      predefinedMetric: PredefinedMetric.ECS_SERVICE_AVERAGE_CPU_UTILIZATION,
      targetValue: targetCpu,
      scaleOutCooldown: Duration.seconds(cooldown.out),
      scaleInCooldown: Duration.seconds(cooldown.in),
    });
    if (backlog) this.#followBacklog(target, { cluster, serviceName, backlog });
  }

  #followBacklog(target: ScalableTarget, { cluster, serviceName, backlog: { queueNames, perTask } }: Pick<ScalingProps, 'cluster' | 'serviceName'> & { readonly backlog: NonNullable<ScalingProps['backlog']> }): void {
    const waiting = queueNames.map((queueName, index) => ({ id: `waiting${index + 1}`, queueName }));
    new CfnScalingPolicy(this, 'Backlog', {
      policyName: `${serviceName}-backlog-per-task`,
      policyType: 'TargetTrackingScaling',
      scalingTargetId: target.scalableTargetId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: perTask,
        scaleOutCooldown: cooldown.out,
        scaleInCooldown: cooldown.in,
        customizedMetricSpecification: {
          metrics: [
            ...waiting.map(({ id, queueName }) => ({
              id,
              returnData: false,
              metricStat: { stat: 'Sum', metric: { namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible', dimensions: [{ name: 'QueueName', value: queueName }] } },
            })),
            {
              id: 'running',
              returnData: false,
              metricStat: {
                stat: 'Average',
                metric: {
                  namespace: 'ECS/ContainerInsights',
                  metricName: 'RunningTaskCount',
                  dimensions: [
                    { name: 'ClusterName', value: cluster.clusterName },
                    { name: 'ServiceName', value: serviceName },
                  ],
                },
              },
            },
            { id: 'perTask', label: 'Messages that wait, per running task', expression: `(${waiting.map(({ id }) => id).join(' + ')}) / IF(running > 0, running, 1)` },
          ],
        },
      },
    });
  }
}
