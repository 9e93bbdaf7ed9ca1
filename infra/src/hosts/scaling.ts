import { Duration } from 'aws-cdk-lib';
import { CfnScalingPolicy, PredefinedMetric, ScalableTarget, ServiceNamespace, TargetTrackingScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { HostCapacity } from '../environments/environment.ts';
import type { Fence } from './fence.ts';

export interface ScalingProps {
  readonly cluster: ICluster;
  readonly serviceName: string;
  readonly capacity: HostCapacity;
  readonly fence: Fence;
  /** The queues that the service works off; none if it takes from none. */
  readonly queueNames: readonly string[];
}

/** Tasks are taken away slowly: whoever leaves has lanes in hand. */
const cooldown = { out: 60, in: 300 };

/**
 * How many tasks a service has: as many as keep its CPU at its target, and as many as keep the messages that wait for each running task
 * below its target; the greater number holds. A fenced region has none.
 */
export class Scaling extends Construct {
  constructor(scope: Construct, id: string, { cluster, serviceName, capacity, fence, queueNames }: ScalingProps) {
    super(scope, id);
    const target = new ScalableTarget(this, 'Tasks', {
      serviceNamespace: ServiceNamespace.ECS,
      resourceId: `service/${cluster.clusterName}/${serviceName}`,
      scalableDimension: 'ecs:service:DesiredCount',
      minCapacity: fence.whileLeading(capacity.tasks.min),
      maxCapacity: fence.whileLeading(capacity.tasks.max),
    });
    new TargetTrackingScalingPolicy(this, 'Cpu', {
      scalingTarget: target,
      predefinedMetric: PredefinedMetric.ECS_SERVICE_AVERAGE_CPU_UTILIZATION,
      targetValue: capacity.targetCpu,
      scaleOutCooldown: Duration.seconds(cooldown.out),
      scaleInCooldown: Duration.seconds(cooldown.in),
    });
    if (queueNames.length > 0) this.#followBacklog(target, { cluster, serviceName, capacity, queueNames });
  }

  #followBacklog(target: ScalableTarget, { cluster, serviceName, capacity, queueNames }: Omit<ScalingProps, 'fence'>): void {
    const waiting = queueNames.map((queueName, index) => ({ id: `waiting${index + 1}`, queueName }));
    new CfnScalingPolicy(this, 'Backlog', {
      policyName: `${serviceName}-backlog-per-task`,
      policyType: 'TargetTrackingScaling',
      scalingTargetId: target.scalableTargetId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: capacity.backlogPerTask,
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
