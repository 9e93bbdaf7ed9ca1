import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environments } from '../environments/index.ts';
import { sitesOf } from '../environments/site.ts';
import { madeImages } from '../images/image-names.ts';
import { deployerArns } from '../pipeline/names.ts';
import type { Template } from '../synthesised.ts';
import { like, list, Match, type Statement } from './look.ts';
import { PipelineTemplate } from './pipeline-template.ts';

const workspace = join(import.meta.dirname, '..', '..', '..');

export function pipelineSentences(read: () => Template): void {
  const stack = () => new PipelineTemplate(read());
  const template = () => stack().asserted;
  const of = (type: string) => stack().of(type);
  const pipeline = (name: string) => stack().pipeline(name);
  const statements = (role: string) => stack().statements(role);
  const later = environments.slice(1).map(({ name }) => name);

  it('takes each change through every check to images, and from there to dev at once', () => {
    const { Stages, PipelineType } = pipeline('banyan');
    expect(PipelineType).toBe('V2');
    expect(Stages.map(({ Name }) => Name)).toEqual(['Source', 'Checks', 'Images', 'Dev']);
    expect(Stages.flatMap(({ Actions }) => Actions).filter(({ ActionTypeId }) => ActionTypeId.Category === 'Approval')).toEqual([]);
    expect(stack().build('banyan-checks').commands).toEqual(expect.arrayContaining(['npm ci', 'npm test', 'npx banyan contracts check', 'npm run infra:synth']));
    expect(JSON.stringify(Stages[3])).toContain('#{Images_Images_NS.RELEASE}');
    template().resourceCountIs('AWS::CodePipeline::Webhook', 0);
  });

  describe.each(later.map((environment) => ({ environment })))('$environment', ({ environment }) => {
    it('is reached on demand: by a release that is named, past the gate of its contracts and somebody who approves', () => {
      const { Stages, Variables, ExecutionMode } = pipeline(`banyan-${environment}`);
      expect(Stages.map(({ Name }) => Name)).toEqual(['Source', 'Gate', 'Approve', 'Deploy']);
      expect(Stages[0]!.Actions[0]!.Configuration['PollForSourceChanges']).toBe(false);
      expect(Variables).toEqual([expect.objectContaining({ Name: 'RELEASE', DefaultValue: 'newest' })]);
      expect(ExecutionMode).toBe('QUEUED');
      expect(stack().build(`banyan-gate-${environment}`).commands.join('\n')).toContain(`npm run --silent release -- check ${environment}`);
      expect(Stages[2]!.Actions[0]!.ActionTypeId).toMatchObject({ Category: 'Approval', Provider: 'Manual' });
      expect(JSON.stringify(Stages[2])).toContain('.SUMMARY}');
    });

    it('gets just the release that the gate has let through', () => {
      expect(JSON.stringify(pipeline(`banyan-${environment}`).Stages[3])).toContain('#{Gate_Contracts_NS.RELEASE}');
    });
  });

  it('rolls an environment back in one action, which has to be told where to and asks nobody', () => {
    for (const { name } of environments) {
      const { Stages, Variables } = pipeline(`banyan-${name}-roll-back`);
      expect(Stages.map(({ Name }) => Name)).toEqual(['Source', 'RollBack']);
      // A pipeline runs once when it is made: without a release it cannot.
      expect(Variables).toEqual([{ Name: 'RELEASE', Description: expect.any(String) }]);
      expect(stack().build(`banyan-roll-back-${name}`).commands.at(-1)).toBe(`npm run --silent release -- roll-back ${name} --release "$ASKED"`);
    }
  });

  it('is started by a change in one pipeline only', () => {
    const rules = of('AWS::Events::Rule').filter(({ Properties }) => JSON.stringify(Properties!['EventPattern'] ?? {}).includes('Repository State Change') && JSON.stringify(Properties!['Targets']).includes('pipeline'));
    expect(rules.flatMap(({ Properties }) => JSON.stringify(Properties!['Targets']).match(/"Ref":"(\w+)"/)![1])).toEqual([expect.stringMatching(/^Delivery/)]);
  });

  it('encrypts code, artefacts and releases with a key of its own, and leaves nothing open', () => {
    template().allResourcesProperties('AWS::S3::Bucket', like({ PublicAccessBlockConfiguration: like({ BlockPublicAcls: true }), BucketEncryption: like({ ServerSideEncryptionConfiguration: [like({ ServerSideEncryptionByDefault: like({ SSEAlgorithm: 'aws:kms' }) })] }) }));
    template().allResourcesProperties('AWS::CodeBuild::Project', like({ EncryptionKey: Match.anyValue() }));
    template().allResourcesProperties('AWS::CodePipeline::Pipeline', like({ ArtifactStore: like({ EncryptionKey: Match.anyValue() }) }));
  });

  it('lets only the build of images run Docker, and push to the repositories of ours and no other', () => {
    const privileged = of('AWS::CodeBuild::Project').filter(({ Properties }) => (Properties!['Environment'] as { readonly PrivilegedMode: boolean }).PrivilegedMode).map(({ Properties }) => Properties!['Name']);
    expect(privileged).toEqual(['banyan-images']);
    const pushing = statements('ImagesRole').find(({ Action }) => list(Action).includes('ecr:PutImage'))!;
    expect(list(pushing.Resource as string).map((resource) => JSON.stringify(resource).match(/repository\/banyan\/(\w+)/)![1])).toEqual([...madeImages]);
    for (const other of ['ChecksRole', 'devdeployRole', 'productiondeployRole']) expect(JSON.stringify(statements(other))).not.toContain('ecr:');
  });

  it('lets a deployment into its own environment only, and the checks nowhere', () => {
    for (const environment of environments) {
      for (const build of ['deploy', 'rollback']) {
        const taken = statements(`${environment.name}${build}Role`).filter(({ Action }) => list(Action).includes('sts:AssumeRole'));
        expect(taken.map(({ Resource }) => list(Resource as string))).toEqual([deployerArns(environment)]);
      }
      expect(deployerArns(environment)).toHaveLength(sitesOf(environment).length);
    }
    expect(JSON.stringify(statements('ChecksRole'))).not.toMatch(/sts:AssumeRole|releases/);
    expect(JSON.stringify(statements('stagingPromotionGateRole'))).not.toMatch(/sts:AssumeRole|s3:PutObject"/);
  });

  it('has wildcards in actions only where a stage reads and writes artefacts', () => {
    const wild = of('AWS::IAM::Policy')
      .flatMap(({ Properties }) => (Properties!['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement)
      .filter(({ Action }) => list(Action).some((action) => action.includes('*')));
    expect(wild.length).toBeGreaterThan(0);
    const targets = new Set(wild.flatMap(({ Resource }) => [...JSON.stringify(Resource).matchAll(/"Fn::GetAtt":\["(\w+)","Arn"\]/g)].map(([, id]) => id!)));
    expect([...targets].sort()).toEqual([expect.stringMatching(/^Artifacts/), expect.stringMatching(/^Key/)]);
    const everything = of('AWS::IAM::Policy').flatMap(({ Properties }) => (Properties!['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement).filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => list(Action));
    expect(everything.filter((action) => !action.startsWith('codecommit:'))).toEqual(['ecr:GetAuthorizationToken']);
  });

  it('runs commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
    const lines = stack().builds.flatMap(({ commands }) => commands);
    const asked = new Set(lines.flatMap((line) => [...line.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name!)));
    expect([...asked].sort()).toEqual(['infra:synth', 'release']);
    for (const name of [...asked, ...(lines.includes('npm test') ? ['test'] : [])]) {
      expect(scripts).toHaveProperty([name]);
      const file = scripts[name]!.split(' ').at(-1)!;
      expect([file, existsSync(join(workspace, file))]).toEqual([file, true]);
    }
    const banyan = new Set(lines.flatMap((line) => [...line.matchAll(/npx banyan (\w+ \w+)/g)].map(([, command]) => command!)));
    const known = readFileSync(join(workspace, 'tools/src/banyan/commands/contracts-check.ts'), 'utf8');
    expect([...banyan]).toEqual([/name: '([\w ]+)'/.exec(known)![1]]);
  });

  it('tells people of what failed and of what waits for them', () => {
    const pipelines = of('AWS::CodePipeline::Pipeline').length;
    template().resourceCountIs('AWS::CodeStarNotifications::NotificationRule', pipelines);
    template().allResourcesProperties('AWS::CodeStarNotifications::NotificationRule', like({ EventTypeIds: ['codepipeline-pipeline-pipeline-execution-failed', 'codepipeline-pipeline-manual-approval-needed'] }));
  });
}
