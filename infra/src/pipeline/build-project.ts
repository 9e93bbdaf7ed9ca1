import { Duration } from 'aws-cdk-lib';
import { BuildSpec, LinuxArmBuildImage, ComputeType, PipelineProject, type BuildEnvironmentVariable } from 'aws-cdk-lib/aws-codebuild';
import { Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../findings/acknowledge.ts';
import { acknowledgeBuildLog } from './findings.ts';
import type { Steps } from './buildspecs.ts';

export interface BuildProjectProps {
  readonly name: string;
  readonly description: string;
  readonly steps: Steps;
  readonly key: IKey;
  readonly log: LogGroup;
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether it makes images, for which Docker has to run. */
  readonly makesImages?: true;
  readonly hours?: number;
}

/** A build of the pipeline, with a role of its own that may do what its steps need and nothing else. */
export class BuildProject extends Construct {
  readonly project: PipelineProject;
  readonly role: IRole;

  constructor(scope: Construct, id: string, { name, description, steps, key, log, variables = {}, makesImages, hours = 1 }: BuildProjectProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', { roleName: name, assumedBy: new ServicePrincipal('codebuild.amazonaws.com'), description });
    this.project = new PipelineProject(this, 'Project', {
      projectName: name,
      description,
      role: this.role,
      encryptionKey: key,
      grantReportGroupPermissions: false,
      timeout: Duration.hours(hours),
      environment: { buildImage: LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0, computeType: ComputeType.LARGE, privileged: makesImages === true },
      environmentVariables: Object.fromEntries(Object.entries(variables).map(([variable, value]): [string, BuildEnvironmentVariable] => [variable, { value }])),
      logging: { cloudWatch: { logGroup: log, prefix: name } },
      buildSpec: buildSpecOf(steps),
    });
    acknowledgeBuildLog(this.project);
    if (makesImages) acknowledge(this.project, 'AwsSolutions-CB3', 'It makes images with Docker, which needs it; nothing but this build does.');
  }
}

/** Steps as CodeBuild reads them. Node 24 comes with `npm ci`; npm itself runs on what CodeBuild has. */
export function buildSpecOf({ commands, exported = [] }: Steps): BuildSpec {
  return BuildSpec.fromObject({
    version: '0.2',
    env: { shell: 'bash', ...(exported.length > 0 ? { 'exported-variables': exported } : {}) },
    phases: { install: { 'runtime-versions': { nodejs: 22 } }, build: { 'on-failure': 'ABORT', commands } },
  });
}
