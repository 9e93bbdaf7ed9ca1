import { Template } from 'aws-cdk-lib/assertions';
import type { Resource, Template as Read } from '../synthesised.ts';
import type { Statement } from './look.ts';

/** A stage of a pipeline, with what CodePipeline runs in it. */
export interface Stage {
  readonly Name: string;
  readonly Actions: readonly Action[];
}

export interface Action {
  readonly Name: string;
  readonly Namespace?: string;
  readonly ActionTypeId: { readonly Category: string; readonly Provider: string };
  readonly Configuration: Readonly<Record<string, unknown>>;
}

/** A pipeline as CloudFormation makes it. */
export interface PipelineProperties {
  readonly Name: string;
  readonly Stages: readonly Stage[];
  readonly Variables?: readonly { readonly Name: string }[];
  readonly PipelineType: string;
  readonly ExecutionMode?: string;
  readonly RestartExecutionOnUpdate: boolean;
}

/** A build's steps, as CodeBuild reads them. */
export interface BuildSpecification {
  readonly version: string;
  readonly env: { readonly shell: string; readonly 'exported-variables'?: readonly string[] };
  readonly phases: { readonly install: { readonly 'runtime-versions': { readonly nodejs: number } }; readonly build: { readonly 'on-failure': string; readonly commands: readonly string[] } };
}

/** A build of CodeBuild, with what it is given. */
export interface Build {
  readonly id: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly specification: BuildSpecification;
  readonly commands: readonly string[];
  /** What its environment has, but for what the pipeline adds. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The stack of the pipeline, to be asked. */
export class PipelineTemplate {
  readonly resources: Readonly<Record<string, Resource>>;

  constructor(read: Read) {
    this.resources = read.Resources;
  }

  /** To be asked by the CDK's assertions. */
  get asserted(): Template {
    return Template.fromJSON({ Resources: this.resources });
  }

  of(type: string): readonly Resource[] {
    return Object.values(this.resources).filter(({ Type }) => Type === type);
  }

  get builds(): readonly Build[] {
    return Object.entries(this.resources).filter(([, { Type }]) => Type === 'AWS::CodeBuild::Project').map(([id, { Properties }]) => buildOf(id, Properties!));
  }

  /** @throws {Error} if there is none of this name */
  build(name: string): Build {
    return named(this.builds, ({ name: found }) => found === name, name);
  }

  get pipelines(): readonly PipelineProperties[] {
    return this.of('AWS::CodePipeline::Pipeline').map(({ Properties }) => Properties as unknown as PipelineProperties);
  }

  /** @throws {Error} if there is none of this name */
  pipeline(name: string): PipelineProperties {
    return named(this.pipelines, ({ Name }) => Name === name, name);
  }

  /** What roles may do whose logical id begins so. */
  statements(role: string): readonly Statement[] {
    return this.of('AWS::IAM::Policy')
      .filter(({ Properties }) => JSON.stringify(Properties!['Roles']).includes(`"${role}`))
      .flatMap(({ Properties }) => (Properties!['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement);
  }
}

function buildOf(id: string, properties: Readonly<Record<string, unknown>>): Build {
  const specification = JSON.parse((properties['Source'] as { readonly BuildSpec: string }).BuildSpec) as BuildSpecification;
  const { EnvironmentVariables = [] } = properties['Environment'] as { readonly EnvironmentVariables?: readonly { readonly Name: string; readonly Value: unknown }[] };
  return {
    id,
    name: properties['Name'] as string,
    properties,
    specification,
    commands: specification.phases.build.commands,
    variables: Object.fromEntries(EnvironmentVariables.map(({ Name, Value }) => [Name, Value])),
  };
}

function named<T>(all: readonly T[], is: (one: T) => boolean, name: string): T {
  const found = all.find(is);
  if (found === undefined) throw new Error(`There is no '${name}' in the stack of the pipeline.`);
  return found;
}
