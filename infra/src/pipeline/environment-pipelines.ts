import { Artifact, ExecutionMode, Pipeline, PipelineType, Variable, type IPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CodeBuildAction, ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { prefixOf, sitesOf } from '../environments/site.ts';
import { BuildProject } from './build-project.ts';
import { deployment, gate } from './buildspecs.ts';
import { deployerArns, deployRoleName } from './names.ts';
import type { ReleaseStore } from './release-store.ts';
import type { Code } from './source.ts';

export interface DeliveryProps {
  readonly code: Code;
  readonly releases: ReleaseStore;
  readonly artifacts: IBucket;
  readonly key: Key;
  readonly log: LogGroup;
}

/** Deploys a release to one environment, or goes back there: as a role that may take the deployers' roles of that environment alone. */
export class Deployment extends Construct {
  readonly deploy: BuildProject;
  readonly rollBack: BuildProject;

  constructor(scope: Construct, id: string, { environment, releases, key, log }: DeliveryProps & { readonly environment: Environment }) {
    super(scope, id);
    const variables = { RELEASES_BUCKET: releases.bucket.bucketName, TARGET_ACCOUNT: environment.account, TARGET_REGIONS: sitesOf(environment).map(({ region }) => region.name).join(',') };
    const made = (action: 'deploy' | 'roll-back', name: string, description: string) => {
      const build = new BuildProject(this, action, { name, description, steps: deployment(action, environment.name), key, log, variables, hours: 3 });
      releases.grant(build.role, { reads: ['releases', 'environments', 'history'], writes: ['environments', 'history'] });
      build.role.addToPrincipalPolicy(new PolicyStatement({ sid: 'Deploy', actions: ['sts:AssumeRole'], resources: [...deployerArns(environment)] }));
      return build;
    };
    this.deploy = made('deploy', deployRoleName(environment), `Deploys a release to ${environment.name}.`);
    this.rollBack = made('roll-back', `banyan-roll-back-${environment.name}`, `Brings ${environment.name} back to a release that ran there.`);
  }
}

/** The way of a release to an environment on demand: the gate, somebody who approves, the rollout. It is started by hand, with a release. */
export class Promotion extends Construct {
  readonly pipeline: IPipeline;

  constructor(scope: Construct, id: string, props: DeliveryProps & { readonly environment: Environment; readonly deployment: Deployment }) {
    super(scope, id);
    const { environment, deployment: { deploy }, releases, key, log } = props;
    const gating = new BuildProject(this, 'Gate', { name: `banyan-gate-${environment.name}`, description: `Says whether ${environment.name} can take a release.`, steps: gate(environment.name), key, log, variables: { RELEASES_BUCKET: releases.bucket.bucketName } });
    releases.grant(gating.role, { reads: ['releases', 'environments', 'history'] });
    const asked = new Variable({ variableName: 'RELEASE', description: 'Which one: 0.1.0-0123456789ab, or newest.', defaultValue: 'newest' });
    const source = new Artifact('Source');
    const pipeline = onDemand(this, prefixOf(environment), asked, props);
    pipeline.addStage({ stageName: 'Source', actions: [props.code.action(source, { starts: false })] });
    const check = new CodeBuildAction({ actionName: 'Contracts', project: gating.project, input: source, environmentVariables: { ASKED: { value: asked.reference() } } });
    pipeline.addStage({ stageName: 'Gate', actions: [check] });
    pipeline.addStage({ stageName: 'Approve', actions: [new ManualApprovalAction({ actionName: 'Approve', additionalInformation: `${environment.name}: ${check.variable('SUMMARY')}` })] });
    pipeline.addStage({ stageName: 'Deploy', actions: [new CodeBuildAction({ actionName: 'Deploy', project: deploy.project, input: source, environmentVariables: { ASKED: { value: check.variable('RELEASE') } } })] });
    this.pipeline = pipeline;
  }
}

/**
 * The way back, in one action: it is started with `previous` or the name of a release that ran in the environment. Somebody has approved
 * each of these, so nobody is asked again; the gate is. The release has no default, since a pipeline starts by itself when it is made.
 */
export class RollBack extends Construct {
  readonly pipeline: IPipeline;

  constructor(scope: Construct, id: string, props: DeliveryProps & { readonly environment: Environment; readonly deployment: Deployment }) {
    super(scope, id);
    const asked = new Variable({ variableName: 'RELEASE', description: 'Where to: previous, or a release that ran here.' });
    const source = new Artifact('Source');
    const pipeline = onDemand(this, `${prefixOf(props.environment)}-roll-back`, asked, props);
    pipeline.addStage({ stageName: 'Source', actions: [props.code.action(source, { starts: false })] });
    pipeline.addStage({ stageName: 'RollBack', actions: [new CodeBuildAction({ actionName: 'RollBack', project: props.deployment.rollBack.project, input: source, environmentVariables: { ASKED: { value: asked.reference() } } })] });
    this.pipeline = pipeline;
  }
}

function onDemand(scope: Construct, pipelineName: string, variable: Variable, { artifacts }: DeliveryProps): Pipeline {
  return new Pipeline(scope, 'Pipeline', { pipelineName, pipelineType: PipelineType.V2, executionMode: ExecutionMode.QUEUED, artifactBucket: artifacts, variables: [variable], restartExecutionOnUpdate: false });
}
