import { describe, expect, it } from '@jest/globals';
import { lifetimes } from '../shop/lifetimes.ts';
import { hostNames, modulesOf, type HostName } from '../shop/hosts.ts';
import { moduleNames } from '../shop/modules.ts';
import { usesQueues } from '../hosts/queue-use.ts';
import { templateOf, type Site, type Synthesised } from '../synthesised.ts';
import { askable, like, list, Match, resourcesOf, statementsOf } from './look.ts';

interface Container {
  readonly Name: string;
  readonly Image: unknown;
  readonly ReadonlyRootFilesystem: boolean;
  readonly MountPoints?: readonly { readonly ContainerPath: string; readonly ReadOnly: boolean }[];
  readonly StopTimeout?: number;
  readonly HealthCheck?: { readonly Command: readonly string[] };
  readonly Environment: readonly { readonly Name: string; readonly Value: string }[];
  readonly Secrets?: readonly { readonly Name: string; readonly ValueFrom: unknown }[];
}

const without = <T>(all: readonly T[], some: readonly T[]) => all.filter((one) => !some.includes(one));
/** The modules whose logical ids stand in a value. */
const modulesIn = (value: unknown) => moduleNames.filter((name) => new RegExp(`Data${name}(calls|intake|acknowledgements|Login|Key)`).test(JSON.stringify(value)));

export function hostSentences(synthesised: () => Synthesised, site: Site): void {
  describe.each(hostNames.map((host) => ({ host })))('$host', ({ host }) => {
    const template = () => askable(synthesised(), site, host);
    const containers = () => resourcesOf(synthesised(), site, host, 'AWS::ECS::TaskDefinition')[0]!.Properties!['ContainerDefinitions'] as readonly Container[];
    const container = () => containers().find(({ Name }) => Name === 'host')!;
    const own = modulesOf(host);
    const allowed = () => statementsOf(synthesised(), site, host, 'HostTaskRole').filter(({ Effect }) => Effect === 'Allow');

    it('is one Fargate service', () => {
      template().resourceCountIs('AWS::ECS::Service', 1);
      template().hasResourceProperties('AWS::ECS::Service', like({ ServiceName: host, LaunchType: 'FARGATE' }));
    });

    it('has a task role of its own, without a wildcard in resources or actions', () => {
      const roles = resourcesOf(synthesised(), site, host, 'AWS::ECS::TaskDefinition').map(({ Properties }) => Properties!['TaskRoleArn']);
      expect(roles).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^HostTaskRole/), 'Arn'] }]);
      expect(JSON.stringify(allowed())).not.toContain('*');
      template().hasResourceProperties('AWS::IAM::Role', like({ Description: `What the tasks of ${host} may do.`, ManagedPolicyArns: Match.absent() }));
    });

    it('takes from its own modules’ queues only, and to others it may but send, with their key for that queue alone', () => {
      const taking = allowed().filter(({ Action }) => list(Action).some((action) => ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'].includes(action)));
      expect(without(modulesIn(taking), own)).toEqual([]);
      const keysOfOthers = allowed().filter((statement) => list(statement.Action).includes('kms:Decrypt') && without(modulesIn(statement.Resource), own).length > 0);
      for (const { Condition, Resource } of keysOfOthers) {
        expect(Condition).toEqual({ StringEquals: { 'kms:ViaService': `sqs.${site.region.name}.amazonaws.com`, 'kms:EncryptionContext:aws:sqs:arn': expect.anything() } });
        expect(modulesIn(Condition)).toEqual(modulesIn(Resource));
      }
      expect(JSON.stringify(allowed().filter((statement) => without(modulesIn(statement), own).length > 0))).not.toContain('intake');
      if (!usesQueues(host)) expect(allowed()).toEqual([]);
    });

    it('may read no secret itself; ECS hands it those of its own modules, of the routes, and shared ones', () => {
      expect(JSON.stringify(allowed())).not.toContain('secretsmanager');
      const handedIn = statementsOf(synthesised(), site, host, 'HostExecution').filter(({ Action }) => list(Action).includes('secretsmanager:GetSecretValue'));
      const named = container().Secrets!.map(({ Name }) => Name).filter((name) => name.endsWith('_DATABASE_URL'));
      expect(named.sort()).toEqual([...own, 'routing'].map((module) => `${module.toUpperCase()}_DATABASE_URL`).sort());
      if (site.role === 'home') expect([...modulesIn(handedIn)].sort()).toEqual([...own].sort());
      expect(JSON.stringify(handedIn)).not.toMatch(/DataOwner|login\/owner/);
    });

    it('adds tasks as CPU and as messages for each running task grow', () => {
      template().hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', like({ TargetTrackingScalingPolicyConfiguration: like({ TargetValue: site.region.hosts[host].targetCpu, PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' } }) }));
      const backlog = like({ CustomizedMetricSpecification: like({ Metrics: Match.arrayWith([like({ Id: 'perTask', Expression: Match.stringLikeRegexp('waiting1.*/ IF\\(running > 0, running, 1\\)') })]) }), TargetValue: site.region.hosts[host].backlogPerTask });
      const found = Object.keys(template().findResources('AWS::ApplicationAutoScaling::ScalingPolicy', { Properties: like({ TargetTrackingScalingPolicyConfiguration: backlog }) }));
      expect(found).toHaveLength(usesQueues(host) ? 1 : 0);
    });

    it('rolls out with 100 to 200 per cent of its tasks, and back by itself when new ones do not become ready', () => {
      template().hasResourceProperties('AWS::ECS::Service', like({ DeploymentConfiguration: like({ MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } }) }));
    });

    it('is asked whether it lives, and by its load balancer whether it is ready', () => {
      expect(container().HealthCheck!.Command.join(' ')).toContain('/health/live');
      template().allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', like({ HealthCheckPath: '/health/ready', Matcher: { HttpCode: '200' } }));
    });

    it('gets more time to stop than it takes, and its load balancer finds out while it still answers', () => {
      const told = Object.fromEntries(container().Environment.map(({ Name, Value }) => [Name, Value]));
      const [drain, shutdown] = [Number(told['DRAIN_MS']) / 1_000, Number(told['SHUTDOWN_TIMEOUT_MS']) / 1_000];
      expect(container().StopTimeout).toBeGreaterThan(shutdown);
      expect(container().StopTimeout).toBeLessThanOrEqual(120);
      expect(drain).toBeLessThanOrEqual(shutdown / 2);
      expect(drain).toBeGreaterThan(2 * lifetimes.healthInterval);
      template().allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', like({ TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: String(lifetimes.deregistration) }]) }));
      expect(lifetimes.deregistration).toBeLessThan(shutdown);
    });

    it('writes nowhere but to one small volume, for the last good routes', () => {
      expect(containers().map(({ ReadonlyRootFilesystem }) => ReadonlyRootFilesystem)).toEqual([true, true]);
      expect(containers().flatMap(({ MountPoints = [] }) => MountPoints)).toEqual([expect.objectContaining({ ContainerPath: '/var/lib/banyan', ReadOnly: false })]);
      expect(container().Environment.find(({ Name }) => Name === 'ROUTING_LAST_GOOD')!.Value).toMatch(/^\/var\/lib\/banyan\//);
    });

    it('runs an image by its digest', () => {
      const parameter = `${host[0]!.toUpperCase()}${host.slice(1)}Digest`;
      expect(templateOf(synthesised(), site, host).Parameters![parameter]).toMatchObject({ AllowedPattern: '^sha256:[0-9a-f]{64}$' });
      expect(JSON.stringify(container().Image)).toContain(`/banyan/${host}@",{"Ref":"${parameter}"}`);
    });

    it('stands behind a load balancer of its own within the network, over TLS, which gives a request to the task with the fewest', () => {
      template().hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', like({ Scheme: 'internal', LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.enabled', Value: 'true' }]) }));
      template().allResourcesProperties('AWS::ElasticLoadBalancingV2::Listener', like({ Protocol: 'HTTPS', SslPolicy: Match.stringLikeRegexp('TLS13') }));
      template().allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', like({ TargetGroupAttributes: Match.arrayWith([{ Key: 'load_balancing.algorithm.type', Value: 'least_outstanding_requests' }]) }));
    });
  });

  it('has each host reach every other, and nobody else', () => {
    const targets = (host: HostName) => {
      const [{ Properties }] = resourcesOf(synthesised(), site, host, 'AWS::ECS::TaskDefinition') as unknown as [{ Properties: { ContainerDefinitions: readonly Container[] } }];
      return JSON.parse(Properties.ContainerDefinitions.find(({ Name }) => Name === 'host')!.Environment.find(({ Name }) => Name === 'TARGETS')!.Value) as Record<string, unknown>;
    };
    for (const host of hostNames) {
      const others = hostNames.filter((other) => other !== host);
      expect(Object.keys(targets(host)).sort()).toEqual([...others, ...(usesQueues(host) ? [host] : [])].sort());
    }
  });

  it('migrates before a rollout, with a login that no host has and a role that may do nothing', () => {
    const template = askable(synthesised(), site, 'migration');
    template.hasResourceProperties('AWS::ECS::TaskDefinition', like({ ContainerDefinitions: [like({ Secrets: Match.arrayWith([like({ Name: 'DATABASE_URL' })]), ReadonlyRootFilesystem: true })] }));
    expect(statementsOf(synthesised(), site, 'migration', 'MigrationTask')).toEqual([]);
    const asOwner = hostNames.filter((host) => /"Name":"DATABASE_URL"/.test(JSON.stringify(templateOf(synthesised(), site, host))));
    expect(asOwner).toEqual([]);
  });
}
