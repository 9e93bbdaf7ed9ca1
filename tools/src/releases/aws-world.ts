import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Aws, Place } from './aws.ts';
import type { Bucket } from './bucket.ts';
import { keep, keptHistory, keptRecord, keys } from './kept.ts';
import type { Release } from './release.ts';
import { pagesNames } from '../changed/image-sources.ts';
import type { Part, World } from './roll-out.ts';

/** An environment as the release tool is told of it. */
export interface Target {
  readonly environment: string;
  readonly account: string;
  /** The home region first. */
  readonly regions: readonly string[];
}

/** An environment at AWS, by the AWS CLI, as the role that may deploy there. */
export function awsWorld({ environment, account, regions }: Target, bucket: Bucket, aws: Aws): World {
  const placed = (region: string): Place => ({ region, as: `arn:aws:iam::${account}:role/banyan-${environment}-${region}-deployer` });
  const stackOf = (region: string, part: Part) => `banyan-${environment}-${region}-${part}`;
  const leads = async (region: string) => {
    try {
      const { Parameter } = (await aws(['ssm', 'get-parameter', '--name', `/banyan/epoch/${stackOf(region, 'monolith')}`], placed(region))) as { readonly Parameter: { readonly Value: string } };
      const [own, newest] = Parameter.Value.split('/');
      return own === newest;
    } catch (error) {
      // Before the first deployment nobody leads; the home region will.
      if (/ParameterNotFound/.test(String(error))) return region === regions[0];
      throw error;
    }
  };
  return {
    record: () => keptRecord(bucket, environment),
    keepRecord: (record) => keep(bucket, keys.record(environment), record),
    history: () => keptHistory(bucket, environment),
    keepHistory: (history) => keep(bucket, keys.history(environment), history),
    now: () => new Date(),
    say: (line) => void process.stderr.write(`${line}\n`),
    async regions() {
      const leading = await Promise.all(regions.map(async (region) => [region, await leads(region)] as const));
      return [...leading.filter(([, does]) => does), ...leading.filter(([, does]) => !does)].map(([region]) => region);
    },
    async deploy(region, part, release) {
      const stack = stackOf(region, part);
      const template = await bucket.read(keys.template(release.release, environment, stack));
      if (template === undefined) throw new Error(`The release ${release.release} has no template for ${stack}; build it again.`);
      await withTemplate(template, (file) =>
        aws(
          ['cloudformation', 'deploy', '--stack-name', stack, '--template-file', file, '--no-fail-on-empty-changeset', '--capabilities', 'CAPABILITY_IAM', '--role-arn', `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`, '--parameter-overrides', ...parametersOf(part, release)],
          placed(region),
        ),
      );
    },
    async migrate(region) {
      const { Stacks } = (await aws(['cloudformation', 'describe-stacks', '--stack-name', stackOf(region, 'migration')], placed(region))) as { readonly Stacks: readonly [{ readonly Outputs?: readonly { readonly OutputValue: string }[] }] };
      const call = Stacks[0].Outputs?.map(({ OutputValue }) => OutputValue).find((value) => value.startsWith('aws ecs run-task '));
      if (call === undefined) throw new Error(`The stack ${stackOf(region, 'migration')} does not say how its task is run.`);
      const words = call.split(' ').slice(1);
      const cluster = words[words.indexOf('--cluster') + 1]!;
      const { tasks } = (await aws(words, placed(region))) as { readonly tasks: readonly { readonly taskArn: string }[] };
      if (!tasks[0]) throw new Error('The migration could not be started: ECS has no place for its task. Start the rollout again.');
      const task = ['--cluster', cluster, '--tasks', tasks[0].taskArn];
      await aws(['ecs', 'wait', 'tasks-stopped', ...task], placed(region));
      const ended = (await aws(['ecs', 'describe-tasks', ...task], placed(region))) as { readonly tasks: readonly [{ readonly containers: readonly [{ readonly exitCode?: number; readonly reason?: string }]; readonly stoppedReason?: string }] };
      const { containers, stoppedReason } = ended.tasks[0];
      const { exitCode, reason } = containers[0];
      if (exitCode !== 0) throw new Error(`The migration ended with ${exitCode === undefined ? 'no exit code' : `exit code ${exitCode}`}: ${reason ?? stoppedReason ?? 'no reason given'}. Its log is /banyan/${environment}/migrate.`);
    },
  };
}

function parametersOf(part: Part, { images }: Release): string[] {
  if (part === 'migration') return [`MigrateDigest=${images.migrate.digest}`];
  const own = `${part[0]!.toUpperCase()}${part.slice(1)}Digest=${images[part].digest}`;
  // Pages have no collector beside them, and CloudFormation takes no parameter that a template has not.
  if (pagesNames.some((pages) => pages === part)) return [own];
  // The epochs of a region are left as they are: what is not named keeps its value.
  return [own, `CollectorDigest=${images.collector.digest}`];
}

async function withTemplate<T>(template: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-template-'));
  try {
    const file = join(folder, 'template.json');
    writeFileSync(file, template);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
