import { Duration } from 'aws-cdk-lib';
import { MathExpression, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeElb, HttpCodeTarget, type ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { PagesName } from '../shop/pages.ts';

/** How a host of pages does, as its load balancer sees it. */
export interface PagesMetrics {
  readonly pages: PagesName;
  /** Answers with 5xx: its own, and those that the load balancer gave for want of a task. */
  readonly failed: IMetric;
  /** Seconds within which 99 of 100 answers began. */
  readonly p99: IMetric;
  readonly asked: IMetric;
}

const period = Duration.minutes(5);

export function pagesMetrics(pages: PagesName, { metrics }: ApplicationLoadBalancer): PagesMetrics {
  const counted = { period, statistic: 'Sum' };
  // Within a graph each has a name of its own.
  const [own, none] = [`${pages}Failed`, `${pages}Missing`];
  const usingMetrics = { [own]: metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, counted), [none]: metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, counted) };
  return {
    pages,
    failed: new MathExpression({ expression: `FILL(${own}, 0) + FILL(${none}, 0)`, usingMetrics, period, label: pages }),
    p99: metrics.targetResponseTime({ period, statistic: 'p99', label: pages }),
    asked: metrics.requestCount({ ...counted, label: pages }),
  };
}
