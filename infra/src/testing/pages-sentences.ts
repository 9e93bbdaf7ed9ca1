import { describe, expect, it } from '@jest/globals';
import { internalName, mediaHostName } from '../environments/site.ts';
import { lifetimes } from '../shop/lifetimes.ts';
import { pagesNames, type PagesName } from '../shop/pages.ts';
import { templateOf, type Site, type Synthesised } from '../synthesised.ts';
import { askable, like, list, Match, resourcesOf, statementsOf } from './look.ts';

interface Container {
  readonly Name: string;
  readonly Image: unknown;
  readonly ReadonlyRootFilesystem: boolean;
  readonly MountPoints?: readonly object[];
  readonly StopTimeout: number;
  readonly HealthCheck: { readonly Command: readonly string[] };
  readonly Environment: readonly { readonly Name: string; readonly Value: string }[];
  readonly Secrets?: readonly { readonly Name: string; readonly ValueFrom: unknown }[];
}

/** What each is told of the shop beside where it listens, and the secrets that it is handed. */
const told: Readonly<Record<PagesName, { readonly names: readonly string[]; readonly secrets: readonly string[] }>> = {
  storefront: { names: ['MEDIA_URL', 'SHOP_API_URL'], secrets: [] },
  console: { names: ['ADDRESS_HEADER', 'CONTROL_URL'], secrets: ['CONSOLE_KEYS', 'CONTROL_VIEWER_TOKEN'] },
};

export function pagesSentences(synthesised: () => Synthesised, site: Site): void {
  const { environment, region } = site;

  describe.each(pagesNames.map((pages) => ({ pages })))('$pages', ({ pages }) => {
    const template = () => askable(synthesised(), site, pages);
    const task = () => resourcesOf(synthesised(), site, pages, 'AWS::ECS::TaskDefinition')[0]!.Properties!;
    const containers = () => task()['ContainerDefinitions'] as readonly Container[];
    const container = () => containers()[0]!;
    const valueOf = (name: string) => container().Environment.find(({ Name }) => Name === name)?.Value;

    it('is one Fargate service of one container, without a way out to the internet', () => {
      template().resourceCountIs('AWS::ECS::Service', 1);
      template().hasResourceProperties('AWS::ECS::Service', like({ ServiceName: pages, LaunchType: 'FARGATE', NetworkConfiguration: { AwsvpcConfiguration: like({ AssignPublicIp: 'DISABLED' }) } }));
      expect(JSON.stringify(resourcesOf(synthesised(), site, pages, 'AWS::ECS::Service'))).toMatch(/^(?!.*outboundSubnet).*insideSubnet/);
      expect(containers()).toHaveLength(1);
    });

    it('may do nothing at AWS', () => {
      expect(task()['TaskRoleArn']).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^HostTask/), 'Arn'] });
      expect(statementsOf(synthesised(), site, pages, 'HostTask')).toEqual([]);
      template().hasResourceProperties('AWS::IAM::Role', like({ Description: `What the tasks of the ${pages} may do of AWS: nothing.`, ManagedPolicyArns: Match.absent(), Policies: Match.absent() }));
    });

    it('is handed the secrets that it reads and no other', () => {
      expect((container().Secrets ?? []).map(({ Name }) => Name).sort()).toEqual(told[pages].secrets);
      const handedIn = statementsOf(synthesised(), site, pages, 'HostExecution').filter(({ Action }) => list(Action).includes('secretsmanager:GetSecretValue'));
      expect(handedIn.flatMap(({ Resource }) => list(Resource as string))).toHaveLength(told[pages].secrets.length);
    });

    it('is told where its one API of the monolith is, by name and over TLS, and nothing else of the shop', () => {
      expect(container().Environment.map(({ Name }) => Name).sort()).toEqual([...told[pages].names, 'BIND', 'PORT'].sort());
      const monolith = `https://${internalName(environment, 'monolith')}`;
      expect([valueOf('SHOP_API_URL'), valueOf('MEDIA_URL'), valueOf('CONTROL_URL')]).toEqual(pages === 'storefront' ? [monolith, `https://${mediaHostName(environment, region)}`, undefined] : [undefined, undefined, `${monolith}:4002`]);
    });

    it('writes nowhere', () => {
      expect(container().ReadonlyRootFilesystem).toBe(true);
      expect(container().MountPoints ?? []).toEqual([]);
      expect(task()['Volumes'] ?? []).toEqual([]);
    });

    it('runs an image by its digest, which a rollout names, and nothing else', () => {
      const parameter = `${pages[0]!.toUpperCase()}${pages.slice(1)}Digest`;
      const { Parameters } = templateOf(synthesised(), site, pages);
      expect(Object.keys(Parameters!).filter((name) => name !== 'BootstrapVersion')).toEqual([parameter]);
      expect(Parameters![parameter]).toMatchObject({ AllowedPattern: '^sha256:[0-9a-f]{64}$' });
      expect(JSON.stringify(container().Image)).toContain(`/banyan/${pages}@",{"Ref":"${parameter}"}`);
    });

    it('rolls out with 100 to 200 per cent of its tasks, and back by itself when new ones do not become ready', () => {
      template().hasResourceProperties('AWS::ECS::Service', like({ DeploymentConfiguration: like({ MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } }) }));
    });

    it('runs in either region, fenced in none, and adds tasks as CPU grows', () => {
      const { tasks, targetCpu } = region.pages[pages];
      template().hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', like({ MinCapacity: tasks.min, MaxCapacity: tasks.max }));
      template().hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', like({ TargetTrackingScalingPolicyConfiguration: like({ TargetValue: targetCpu, PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' } }) }));
      template().resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 1);
    });

    it('is asked whether it lives, and by its load balancer whether it is ready; it gets more time to stop than it takes', () => {
      expect(container().HealthCheck.Command.join(' ')).toContain("process.env.PORT + '/health/live'");
      template().allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', like({ HealthCheckPath: '/health/ready', HealthCheckPort: '3000', Port: 3000, Matcher: { HttpCode: '200' } }));
      expect(container().StopTimeout).toBeGreaterThan(10);
      expect(container().StopTimeout).toBe(lifetimes.killPages);
    });

    it('stands behind a load balancer of its own within the network, over TLS, which binds nobody to a task', () => {
      template().hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', like({ Scheme: 'internal', LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.enabled', Value: 'true' }]) }));
      template().resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
      template().allResourcesProperties('AWS::ElasticLoadBalancingV2::Listener', like({ Port: 443, Protocol: 'HTTPS', SslPolicy: Match.stringLikeRegexp('TLS13') }));
      for (const [Key, Value] of [['load_balancing.algorithm.type', 'least_outstanding_requests'], ['stickiness.enabled', 'false']]) {
        template().allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', like({ TargetGroupAttributes: Match.arrayWith([{ Key, Value }]) }));
      }
      template().hasResourceProperties('AWS::Route53::RecordSet', like({ Name: `${internalName(environment, pages)}.` }));
    });
  });

  it('has the console watch with the very token that the monolith takes', () => {
    const tokenOf = (part: string) => JSON.stringify((resourcesOf(synthesised(), site, part, 'AWS::ECS::TaskDefinition')[0]!.Properties!['ContainerDefinitions'] as readonly Container[])[0]!.Secrets!.find(({ Name }) => Name === 'CONTROL_VIEWER_TOKEN')!.ValueFrom);
    expect(tokenOf('console')).toBe(tokenOf('monolith'));
    expect(JSON.stringify(templateOf(synthesised(), site, 'monolith'))).not.toMatch(/CONSOLE_KEYS|keys\/console/);
  });
}
