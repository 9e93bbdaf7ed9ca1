/** A list price in US dollars, without tax. */
export interface Price {
  /** What is paid for, in words. */
  readonly what: string;
  readonly usd: number;
  readonly per: string;
  /** Where it was seen: the usage type of AWS's price list, and what quotes it. */
  readonly source: string;
  readonly seen: string;
  /** False where no source for this region was at hand: the price is what it is commonly given as, or follows from another. */
  readonly verified: boolean;
}

const seen = '2026-11-30';
const quoted = (what: string, usd: number, per: string, source: string): Price => ({ what, usd, per, source, seen, verified: true });
const unverified = (what: string, usd: number, per: string, source: string): Price => ({ what, usd, per, source, seen, verified: false });

/** What is paid in eu-west-1, on demand, without savings plans, reservations and the free tier. */
export const prices = {
  fargateVcpu: quoted('Fargate’s CPU', 0.03238, 'vCPU-hour', 'EU-Fargate-ARM-vCPU-Hours:perCPU, quoted from the price list in public repositories'),
  fargateMemory: quoted('Fargate’s memory', 0.00356, 'GB-hour', 'EU-Fargate-ARM-GB-Hours, quoted from the price list in public repositories'),
  auroraUnit: quoted('Aurora’s capacity', 0.14, 'ACU-hour', 'EU-Aurora:ServerlessV2Usage, quoted from the price list in public repositories'),
  auroraIo: unverified('Aurora’s I/O', 0.22, 'million I/Os', 'EU-Aurora:StorageIOUsage, as commonly given'),
  balancerHour: quoted('a load balancer', 0.0252, 'hour', 'EU-LoadBalancerUsage: bills of July 2026 in public repositories, 15.00 for 595 hours'),
  balancerUnit: quoted('its capacity', 0.008, 'LCU-hour', 'EU-LCUUsage, alike in most regions: aws.amazon.com/elasticloadbalancing/pricing'),
  fifoMillion: unverified('FIFO queues', 0.5, 'million requests', 'EU-Requests-FIFO-Tier1, as commonly given'),
  standardMillion: unverified('standard queues', 0.4, 'million requests', 'EU-Requests-Tier1, as commonly given'),
  redisNode: unverified('Redis', 0.243, 'node-hour', 'cache.r7g.large with Redis: its Valkey price in eu-west-1, 0.1944, without the discount of 20 %'),
  proxyHour: unverified('proxies', 0.0773, 'instance-hour', 'EU-BoxUsage:c7g.large, as commonly given'),
  natHour: quoted('a NAT gateway', 0.048, 'hour', 'EU-NatGateway-Hours, price list of 25 September 2026, quoted in public repositories'),
  natGb: quoted('what passes it', 0.048, 'GB', 'EU-NatGateway-Bytes, price list of 25 September 2026, quoted in public repositories'),
  logGb: unverified('logs', 0.57, 'GB', 'EU-DataProcessing-Bytes of CloudWatch, as commonly given'),
} as const satisfies Readonly<Record<string, Price>>;
