/** A number that AWS sets, with where it says so and when that was looked up. */
export interface Quota {
  readonly value: number;
  readonly source: string;
  readonly seen: string;
}

const seen = '2026-11-30';

/** What AWS allows in eu-west-1 where nobody asked for more. */
export const quotas = {
  /** Calls a second of one action (send, receive, delete) on one FIFO queue with high throughput. */
  fifoCalls: { value: 70_000, source: 'docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html', seen },
  /** The same for one partition, and so for one message group. */
  groupCalls: { value: 300, source: 'docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html', seen },
  /** Messages of a FIFO queue that were received and not deleted yet. */
  inFlight: { value: 120_000, source: 'docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html', seen },
  /** `max_connections` of Aurora serverless v2 with a minimum of 1 unit or more and a maximum of 32 or more. */
  connections: { value: 5_000, source: 'docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html', seen },
  /** Connections that one NAT gateway keeps to one address, such as the payment company's. */
  natConnections: { value: 55_000, source: 'repost.aws/knowledge-center/vpc-resolve-port-allocation-errors', seen },
} as const satisfies Readonly<Record<string, Quota>>;
