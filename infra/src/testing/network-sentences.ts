import { expect, it } from '@jest/globals';
import type { Site, Synthesised } from '../synthesised.ts';
import { askable, like, resourcesOf } from './look.ts';

interface Ingress {
  readonly CidrIp?: string;
  readonly FromPort: number;
  readonly GroupId: { readonly 'Fn::GetAtt': readonly [string, string] };
}

export function networkSentences(synthesised: () => Synthesised, site: Site): void {
  it('spreads its network over the zones that the environment names, in three kinds of subnets', () => {
    const subnets = resourcesOf(synthesised(), site, 'foundation', 'AWS::EC2::Subnet');
    expect(subnets).toHaveLength(3 * site.region.zones.length);
    expect(new Set(subnets.map(({ Properties }) => Properties!['AvailabilityZone']))).toEqual(new Set(site.region.zones));
    expect(subnets.filter(({ Properties }) => Properties!['MapPublicIpOnLaunch'] === true)).toEqual([]);
  });

  it('lets only the monolith out to the internet, and reaches AWS by endpoints within', () => {
    const template = askable(synthesised(), site, 'foundation');
    template.resourceCountIs('AWS::EC2::NatGateway', site.region.outboundGateways);
    for (const service of ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'sqs', 'monitoring']) {
      template.hasResourceProperties('AWS::EC2::VPCEndpoint', like({ ServiceName: `com.amazonaws.${site.region.name}.${service}`, PrivateDnsEnabled: true }));
    }
    const subnetsOf = (host: string) => JSON.stringify(resourcesOf(synthesised(), site, host, 'AWS::ECS::Service')[0]!.Properties!['NetworkConfiguration']);
    expect(subnetsOf('monolith')).toContain('outboundSubnet');
    for (const host of ['orders', 'catalog']) expect(subnetsOf(host)).toMatch(/^(?!.*outboundSubnet).*insideSubnet/);
  });

  it('lets nobody in from the internet but to the load balancers before the proxies, by TLS', () => {
    const rules = resourcesOf(synthesised(), site, 'foundation', 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties as unknown as Ingress);
    const open = rules.filter(({ CidrIp }) => CidrIp === '0.0.0.0/0');
    expect(open.map(({ FromPort, GroupId }) => [GroupId['Fn::GetAtt'][0], FromPort])).toEqual([[expect.stringMatching(/^NetworkFirewallentries/), 443]]);
  });

  it('lets only proxies at the storefront and only operators at the console, and each of these at its one API', () => {
    const rules = resourcesOf(synthesised(), site, 'foundation', 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => String(Properties!['Description']));
    const about = (name: string) => rules.filter((rule) => new RegExp(`\\b${name}\\b`).test(rule)).sort();
    expect(about('storefront')).toEqual(['proxies to storefront-balancer at 443', 'storefront to monolith-balancer at 443', 'storefront-balancer to storefront at 3000']);
    expect(about('console')).toEqual(['console to monolith-balancer at 4002', 'console-balancer to console at 3000', 'operators to console-balancer at 443']);
  });

  it('lets nobody at the database but the hosts, the migration and the extract for reports', () => {
    const rules = resourcesOf(synthesised(), site, 'foundation', 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties as unknown as Ingress & { readonly Description: string });
    const to = rules.filter(({ FromPort }) => FromPort === 5432).map(({ Description }) => Description.split(' ')[0]);
    expect(to.sort()).toEqual(['catalog', 'migration', 'monolith', 'orders', 'reports']);
  });
}
