import { beforeAll, describe, expect, it } from '@jest/globals';
import { environments } from '@banyan/infra/environments';
import { PipelineTemplate, type Build } from '@banyan/infra/pipeline-template';
import { synthesiseShared } from '@banyan/infra/synthesised';
import { neededBy, readSettings, type ReleaseCommand } from '@banyan/tools/releases';
import { runBuild, type BuildRun } from './run-build.testing.ts';

const release = '0.1.0-0123456789ab';
const summary = '0.1.0-ba9876543210 to 0.1.0-0123456789ab: orders; contracts: orders 1.0.0 to 1.1.0; git log ba9876543210..0123456789ab';
const tool = 'npm run --silent release --';
const published = 'libs/contracts/published';
const checks = (before: string) => [
  ...['npm ci', 'npm test', 'npx banyan contracts check'],
  ...['mkdir -p .banyan/before', `git archive ${before} ${published}`, 'tar -x -C .banyan/before', `npx banyan contracts check --published .banyan/before/${published}`],
  'npm run infra:synth',
];

let stack: PipelineTemplate;
beforeAll(() => {
  stack = new PipelineTemplate(synthesiseShared().get('banyan-pipeline')!);
});

/** The build as CodeBuild would run it for a release that somebody asks for. */
function run({ commands, specification, variables }: Build): BuildRun {
  const answers = { [`${tool} build`]: release, ...Object.fromEntries(environments.map(({ name }) => [`${tool} check ${name} --release newest`, `RELEASE='${release}' SUMMARY='${summary}'`])) };
  return runBuild({ commands, exported: specification.env['exported-variables'] ?? [], environment: { ASKED: 'newest', ...told(variables) }, answers });
}

/** The variables as texts; what CloudFormation fills in, such as the name of a bucket, stands there as it is referred to. */
function told(variables: Build['variables']): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
}

describe('in bash, step by step', () => {
  it('a pull request is checked as a developer checks, then against what is published where it goes', () => {
    expect(run(stack.build('banyan-pull-request'))).toEqual({ calls: checks('origin/main'), exported: {} });
  });

  it('a change is checked in the same way, against what was published before it', () => {
    expect(run(stack.build('banyan-checks'))).toEqual({ calls: checks('HEAD^1'), exported: {} });
  });

  it('images are made once the templates are written and the registry is logged in to, and the release is told', () => {
    const images = stack.build('banyan-images');
    const calls = ['npm ci', 'npm run infra:synth', 'aws ecr get-login-password', `docker login --username AWS --password-stdin ${String(images.variables['REGISTRY'])}`, 'docker buildx create --use', `${tool} build`];
    expect(run(images)).toEqual({ calls, exported: { RELEASE: release } });
  });

  it('the gate of an environment asks for the release that is meant, and tells which that is and what it would change', () => {
    for (const { name } of environments.slice(1)) {
      expect(run(stack.build(`banyan-gate-${name}`))).toEqual({ calls: ['npm ci', `${tool} check ${name} --release newest`], exported: { RELEASE: release, SUMMARY: summary } });
    }
  });

  it('a deployment brings an environment to the release that is asked for, or back', () => {
    for (const { name } of environments) {
      for (const action of ['deploy', 'roll-back']) expect(run(stack.build(`banyan-${action}-${name}`))).toEqual({ calls: ['npm ci', `${tool} ${action} ${name} --release newest`], exported: {} });
    }
  });
});

describe('the release tool', () => {
  const used = () => stack.builds.flatMap((build) => [...build.commands.join('\n').matchAll(/release -- ([\w-]+)/g)].map(([, command]) => ({ build, command: command as ReleaseCommand })));

  it('knows every command that a build gives it', () => {
    expect(new Set(used().map(({ command }) => command))).toEqual(new Set(Object.keys(neededBy)));
  });

  it('is told by each build what the command needs, and nothing else', () => {
    for (const { build, command } of used()) {
      const variables = told(build.variables);
      expect(() => readSettings(variables, ...neededBy[command])).not.toThrow();
      expect([build.name, Object.keys(variables).length]).toEqual([build.name, neededBy[command].length]);
    }
  });

  it('says all that it is not told', () => {
    for (const { build, command } of used()) {
      for (const name of Object.keys(build.variables)) {
        const { [name]: _, ...others } = told(build.variables);
        expect(() => readSettings(others, ...neededBy[command])).toThrow(`${name} is not set`);
      }
    }
  });
});
