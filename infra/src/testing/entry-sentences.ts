import { expect, it } from '@jest/globals';
import { entryName } from '../environments/site.ts';
import { stackName } from '../shop-app.ts';
import type { Site, Synthesised } from '../synthesised.ts';
import { askable, like, Match, resourcesOf } from './look.ts';

export function entrySentences(synthesised: () => Synthesised, site: Site): void {
  const template = () => askable(synthesised(), site, 'entry');
  const { environment, region, role } = site;

  it('has NGINX proxies in two zones, each zone with a group and a load balancer of its own', () => {
    template().resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 2);
    const groups = resourcesOf(synthesised(), site, 'entry', 'AWS::AutoScaling::AutoScalingGroup').map(({ Properties }) => Properties!);
    for (const { VPCZoneIdentifier, MinSize, MaxSize } of groups) {
      expect(VPCZoneIdentifier).toHaveLength(1);
      expect([MinSize, MaxSize]).toEqual([String(region.proxies.perZone.min), String(region.proxies.perZone.max)]);
    }
    expect(new Set(groups.map(({ VPCZoneIdentifier }) => JSON.stringify(VPCZoneIdentifier))).size).toBe(2);
    template().resourcePropertiesCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', like({ Scheme: 'internet-facing' }), 2);
    template().allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', like({ HealthCheckPath: '/health/proxy' }));
  });

  it('has proxies write the generated nginx configuration, which leads to the load balancers of monolith and storefront and to the images’ bucket', () => {
    const templates = resourcesOf(synthesised(), site, 'entry', 'AWS::EC2::LaunchTemplate').map(({ Properties }) => JSON.stringify(Properties));
    expect(templates).toHaveLength(2);
    for (const text of templates) {
      expect(text).toContain(`server monolith.internal.${environment.domain}:443 max_fails=0 resolve;`);
      expect(text).toContain(`-media-${environment.account}-${region.name}.s3.${region.name}.amazonaws.com`);
      expect(text).toContain(`server storefront.internal.${environment.domain}:443 max_fails=0 resolve;`);
      expect(text).toContain(`proxy_ssl_name storefront.internal.${environment.domain};`);
      expect(text).not.toContain('console.internal');
      expect(text).toContain('proxy_cache media_files;');
      expect(text).toContain('"HttpTokens":"required"');
      const [userData] = /"Fn::Base64":"((?:[^"\\]|\\.)*)"/.exec(text)!.slice(1);
      // EC2 takes 16 KiB.
      expect(Buffer.byteLength(JSON.parse(`"${userData}"`) as string)).toBeLessThan(16_384);
    }
  });

  it('checks each zone’s entry from outside, and leads shoppers to the second while the first does not answer', () => {
    const name = entryName(environment, region);
    template().resourcePropertiesCountIs('AWS::Route53::HealthCheck', like({ HealthCheckConfig: like({ Type: 'HTTPS', ResourcePath: '/health/ready', RequestInterval: 10, FailureThreshold: 2 }) }), 2);
    for (const [zone, Failover] of [[region.zones[0], 'PRIMARY'], [region.zones[1], 'SECONDARY']] as const) {
      template().hasResourceProperties('AWS::Route53::RecordSet', like({ Name: name, SetIdentifier: zone, Failover, HealthCheckId: Match.anyValue(), AliasTarget: like({ EvaluateTargetHealth: true }) }));
    }
  });

  it('leads shoppers to the recovery region while no entry of the home region answers', () => {
    template().hasResourceProperties('AWS::Route53::RecordSet', like({ Name: entryName(environment), SetIdentifier: region.name, Failover: role === 'home' ? 'PRIMARY' : 'SECONDARY', AliasTarget: like({ DNSName: entryName(environment, region), EvaluateTargetHealth: true }) }));
  });

  it('turns known attacks and too many requests away before the proxies', () => {
    template().resourceCountIs('AWS::WAFv2::WebACLAssociation', 2);
    template().hasResourceProperties('AWS::WAFv2::WebACL', like({ Scope: 'REGIONAL', Rules: Match.arrayWith([like({ Name: 'AWSManagedRulesCommonRuleSet' }), like({ Name: 'TooOften', Statement: { RateBasedStatement: like({ Limit: environment.requestsPerAddress }) } })]) }));
  });

  it('has CloudFront in front where the environment says so, and only there', () => {
    const found = synthesised().stacks.get(stackName(environment, 'content-delivery'));
    if (!environment.contentDelivery) {
      expect(found).toBeUndefined();
      if (role === 'home') template().hasResourceProperties('AWS::Route53::RecordSet', like({ Name: environment.domain, AliasTarget: like({ DNSName: entryName(environment) }) }));
      return;
    }
    const resources = Object.values(found!.Resources);
    const distribution = resources.find(({ Type }) => Type === 'AWS::CloudFront::Distribution')!;
    expect(distribution.Properties).toMatchObject({ DistributionConfig: { Aliases: [environment.domain], WebACLId: expect.anything(), Origins: [{ DomainName: entryName(environment) }, { DomainName: entryName(environment) }].slice(0, 1) } });
    // A form is taken from the pages' own origin only, so they have to know the name that shoppers called: AllViewer passes it on.
    const { DefaultCacheBehavior, CacheBehaviors } = (distribution.Properties as { readonly DistributionConfig: { readonly DefaultCacheBehavior: object; readonly CacheBehaviors: readonly { readonly PathPattern: string }[] } }).DistributionConfig;
    expect(DefaultCacheBehavior).toMatchObject({ OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3' });
    expect(CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(['/media/*', '/_app/immutable/*']);
    expect(resources.some(({ Type, Properties }) => Type === 'AWS::WAFv2::WebACL' && Properties!['Scope'] === 'CLOUDFRONT')).toBe(true);
  });
}
