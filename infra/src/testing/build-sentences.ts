import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { environments } from '../environments/index.ts';
import { sitesOf } from '../environments/site.ts';
import type { Template } from '../synthesised.ts';
import { like, list } from './look.ts';
import { PipelineTemplate, type Action } from './pipeline-template.ts';

const workspace = join(import.meta.dirname, '..', '..', '..');
const deploys = environments.flatMap(({ name }) => [`banyan-deploy-${name}`, `banyan-roll-back-${name}`]);
const all = ['banyan-pull-request', 'banyan-checks', 'banyan-images', ...environments.slice(1).map(({ name }) => `banyan-gate-${name}`), ...deploys];

export function buildSentences(read: () => Template): void {
  const stack = () => new PipelineTemplate(read());

  it('has a build for each of its steps', () => {
    expect(stack().builds.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
  });

  it('has each build stop at its first mistake, in bash, on a Node that the workspace starts with', () => {
    const { engines } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as { readonly engines: { readonly node: string } };
    const oldest = Number(/^>=(\d+)/.exec(engines.node)![1]);
    for (const { specification } of stack().builds) {
      expect(specification).toMatchObject({ version: '0.2', env: { shell: 'bash' }, phases: { build: { 'on-failure': 'ABORT' } } });
      expect(specification.phases.install['runtime-versions'].nodejs).toBeGreaterThanOrEqual(oldest);
    }
  });

  it('has each build act as a role of its own, which CodeBuild alone takes', () => {
    const roles = stack().builds.map(({ name, properties }) => {
      const [id] = (properties['ServiceRole'] as { readonly 'Fn::GetAtt': readonly [string, string] })['Fn::GetAtt'];
      const { RoleName, AssumeRolePolicyDocument } = stack().resources[id]!.Properties!;
      expect(RoleName).toBe(name);
      expect(AssumeRolePolicyDocument).toMatchObject({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'codebuild.amazonaws.com' } }] });
      return id;
    });
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('has each build write what it does into the log of deliveries, and end in time: a deployment waits for what it rolls out', () => {
    for (const { name, properties } of stack().builds) {
      expect(properties['LogsConfig']).toEqual({ CloudWatchLogs: { Status: 'ENABLED', GroupName: { Ref: expect.stringMatching(/^Log/) }, StreamName: name } });
      // CodeBuild ends one that says nothing after an hour.
      expect([name, properties['TimeoutInMinutes'] ?? 60]).toEqual([name, deploys.includes(name) ? 180 : 60]);
    }
    stack().asserted.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain', Properties: like({ LogGroupName: '/banyan/delivery', RetentionInDays: 365 }) });
  });

  it('tells each deployment where it goes: the account of the environment, its regions, the home region first', () => {
    for (const environment of environments) {
      for (const build of ['deploy', 'roll-back']) {
        const { TARGET_ACCOUNT, TARGET_REGIONS } = stack().build(`banyan-${build}-${environment.name}`).variables;
        expect([TARGET_ACCOUNT, TARGET_REGIONS]).toEqual([environment.account, sitesOf(environment).map(({ region }) => region.name).join(',')]);
      }
    }
  });

  it('hands on what a step before has told: no action asks for what nobody exports, and none for what comes later', () => {
    for (const { Name, Stages, Variables = [] } of stack().pipelines) {
      const told = new Set(Variables.map((variable) => `variables.${variable.Name}`));
      for (const action of Stages.flatMap(({ Actions }) => Actions)) {
        const asked = [...JSON.stringify(action.Configuration).matchAll(/#\{([\w.]+)\}/g)].map(([, variable]) => variable!);
        expect([Name, action.Name, asked.filter((variable) => !told.has(variable))]).toEqual([Name, action.Name, []]);
        for (const variable of exportedBy(action)) told.add(variable);
      }
    }
  });

  it('starts no pipeline because that was changed itself', () => {
    for (const { Name, RestartExecutionOnUpdate } of stack().pipelines) expect([Name, RestartExecutionOnUpdate]).toEqual([Name, false]);
  });

  it('tells each build in the pipeline which release is asked for, if it asks', () => {
    for (const action of stack().pipelines.flatMap(({ Stages }) => Stages.flatMap(({ Actions }) => Actions))) {
      const build = buildOf(action);
      if (!build) continue;
      const given = JSON.parse((action.Configuration['EnvironmentVariables'] as string | undefined) ?? '[]') as readonly { readonly name: string; readonly value: string }[];
      const asks = build.commands.some((command) => command.includes('$ASKED'));
      expect([build.name, given]).toEqual([build.name, asks ? [{ name: 'ASKED', type: 'PLAINTEXT', value: expect.stringMatching(/\.RELEASE\}$/) }] : []]);
    }
  });

  it('lets nothing but artefacts, logs, releases, images and deployments be touched by builds', () => {
    const services = new Set(stack().builds.flatMap(({ properties }) => stack().statements((properties['ServiceRole'] as { readonly 'Fn::GetAtt': readonly [string, string] })['Fn::GetAtt'][0])).flatMap(({ Action: actions }) => list(actions).map((action) => action.split(':')[0])));
    expect([...services].toSorted()).toEqual(['codecommit', 'ecr', 'kms', 'logs', 's3', 'sts']);
  });

  function buildOf({ ActionTypeId, Configuration }: Action) {
    if (ActionTypeId.Provider !== 'CodeBuild') return undefined;
    const { Ref } = Configuration['ProjectName'] as { readonly Ref: string };
    return stack().builds.find(({ id }) => id === Ref)!;
  }

  function exportedBy(action: Action): readonly string[] {
    if (action.Namespace === undefined) return [];
    return (buildOf(action)?.specification.env['exported-variables'] ?? []).map((variable) => `${action.Namespace}.${variable}`);
  }
}
