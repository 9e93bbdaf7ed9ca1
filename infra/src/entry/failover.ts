import type { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { entryName, type Site } from '../environments/site.ts';
import { TLS_PORT } from '../network/firewall.ts';
import { READY_PATH } from '../shop/ports.ts';

export interface FailoverProps {
  readonly site: Site;
  /** The entries of the region's zones, the first one first. */
  readonly entries: readonly { readonly zone: string; readonly balancer: ApplicationLoadBalancer }[];
}

/** Seconds between two checks, and how many have to fail: an entry is left about 20 s after it fell silent. */
const EVERY = 10;
const FAILURES = 2;

/**
 * Where shoppers are led. Each zone's entry is checked from outside, through its proxies to a monolith that is ready. Within a region
 * the first zone's entry answers, and the second zone's while the first does not; above that the home region's, and the recovery
 * region's while neither of the home region's does.
 */
export class Failover extends Construct {
  readonly healthChecks: readonly CfnHealthCheck[];

  constructor(scope: Construct, id: string, { site, entries }: FailoverProps) {
    super(scope, id);
    const { environment, region, role } = site;
    const hostedZoneId = environment.hostedZone.id;
    const regional = entryName(environment, region);
    this.healthChecks = entries.map(({ zone, balancer }, index) => {
      const name = entryName(environment, region, String(index + 1));
      const alias = { hostedZoneId: balancer.loadBalancerCanonicalHostedZoneId, dnsName: balancer.loadBalancerDnsName };
      new CfnRecordSet(this, `Entry${index + 1}`, { hostedZoneId, name, type: 'A', aliasTarget: { ...alias, evaluateTargetHealth: false } });
      const check = new CfnHealthCheck(this, `Check${index + 1}`, {
        healthCheckConfig: { type: 'HTTPS', fullyQualifiedDomainName: name, port: TLS_PORT, resourcePath: READY_PATH, enableSni: true, requestInterval: EVERY, failureThreshold: FAILURES, measureLatency: true },
        healthCheckTags: [{ key: 'Name', value: `${environment.name} ${zone}` }],
      });
      new CfnRecordSet(this, `Zone${index + 1}`, {
        hostedZoneId,
        name: regional,
        type: 'A',
        setIdentifier: zone,
        failover: index === 0 ? 'PRIMARY' : 'SECONDARY',
        healthCheckId: check.attrHealthCheckId,
        aliasTarget: { ...alias, evaluateTargetHealth: true },
      });
      return check;
    });
    new CfnRecordSet(this, 'Region', {
      hostedZoneId,
      name: entryName(environment),
      type: 'A',
      setIdentifier: region.name,
      failover: role === 'home' ? 'PRIMARY' : 'SECONDARY',
      aliasTarget: { hostedZoneId, dnsName: regional, evaluateTargetHealth: true },
    });
    // With CloudFront the shop's name leads there, and from there to the entry.
    if (role === 'home' && !environment.contentDelivery) {
      new CfnRecordSet(this, 'Shop', { hostedZoneId, name: environment.domain, type: 'A', aliasTarget: { hostedZoneId, dnsName: entryName(environment), evaluateTargetHealth: true } });
    }
  }
}
