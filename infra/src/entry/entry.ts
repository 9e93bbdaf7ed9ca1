import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Site } from '../environments/site.ts';
import { acknowledge, managedPolicy } from '../findings/acknowledge.ts';
import type { Network } from '../network/network.ts';
import { retention } from '../watch/retention.ts';
import { Failover } from './failover.ts';
import { ProxyZone } from './proxy-zone.ts';
import { accessLogName } from './user-data.ts';
import { WebAcl } from './web-acl.ts';

export interface EntryProps {
  readonly site: Site;
  readonly network: Network;
  readonly certificate: ICertificate;
  readonly accessLogs: IBucket;
}

/** Where shoppers come in: proxies in two zones, what is turned away before them, and the names that lead there. */
export class Entry extends Construct {
  readonly zones: readonly ProxyZone[];
  readonly failover: Failover;
  /** What the proxies write down of each request. */
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, { site, network, certificate, accessLogs }: EntryProps) {
    super(scope, id);
    this.accessLog = new LogGroup(this, 'AccessLog', { logGroupName: accessLogName(site), ...retention(site.environment) });
    const webAcl = new WebAcl(this, 'WebAcl', { environment: site.environment, before: 'entries' });
    const role = proxyRole(this, this.accessLog);
    const [first, second] = site.region.zones;
    const entries = [first, second].map((zone, index) => ({
      zone,
      proxies: new ProxyZone(this, `Zone${index + 1}`, { site, zone, network, certificate, accessLogs, role, webAclArn: webAcl.arn }),
    }));
    this.zones = entries.map(({ proxies }) => proxies);
    this.failover = new Failover(this, 'Failover', { site, entries: entries.map(({ zone, proxies: { balancer } }) => ({ zone, balancer })) });
  }
}

/** What a proxy may do: be looked at by Session Manager, and write its access log. Images it reads by where it stands, not by who it is. */
function proxyRole(scope: Construct, accessLog: LogGroup): Role {
  const role = new Role(scope, 'ProxyRole', {
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    description: 'What the NGINX reverse proxies may do.',
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
  });
  role.addToPolicy(new PolicyStatement({ sid: 'WriteAccessLog', actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], resources: [accessLog.logGroupArn] }));
  acknowledge(role, managedPolicy('AmazonSSMManagedInstanceCore'), 'AmazonSSMManagedInstanceCore is what Session Manager needs, so that no proxy has an open SSH port.');
  return role;
}
