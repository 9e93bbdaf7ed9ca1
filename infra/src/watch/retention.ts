import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays, type LogGroupProps } from 'aws-cdk-lib/aws-logs';
import type { Environment } from '../environments/environment.ts';

const days = { 7: RetentionDays.ONE_WEEK, 30: RetentionDays.ONE_MONTH, 90: RetentionDays.THREE_MONTHS, 180: RetentionDays.SIX_MONTHS, 365: RetentionDays.ONE_YEAR } as const;

/** For how long a log is kept. Without people in them, logs need no longer and no shorter time than the environment says. */
export function retention({ logs, keepsData }: Environment): Pick<LogGroupProps, 'retention' | 'removalPolicy'> {
  return { retention: days[logs.keepDays], removalPolicy: removal(keepsData) };
}

/** What becomes of something that holds data when its stack is deleted. */
export function removal(keepsData: boolean): RemovalPolicy {
  return keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
