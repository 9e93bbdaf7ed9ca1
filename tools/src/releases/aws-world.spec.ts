import { describe, expect, it } from '@jest/globals';
import type { Aws, Place } from './aws.ts';
import { awsWorld } from './aws-world.ts';
import { bucketOf, type Bucket } from './bucket.ts';
import { buildRelease } from './build-release.ts';
import { imageBuild } from './image-build.ts';
import { keptRecord, keys } from './kept.ts';
import { commit, contractsOf, digest, environmentOf, first, releaseOf } from './releases.testing.ts';

/** The AWS CLI as a list of answers, by how a command begins, and what was asked of it. */
function scripted(answers: Readonly<Record<string, unknown>>): { readonly aws: Aws; readonly asked: { readonly words: string; readonly place: Place }[] } {
  const asked: { words: string; place: Place }[] = [];
  return {
    asked,
    aws: async (words, place = {}) => {
      const line = words.join(' ');
      asked.push({ words: line, place });
      const answer = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

const shelf = (texts: Readonly<Record<string, string>>): Bucket => ({ read: async (key) => texts[key], write: async () => undefined });
const target = { environment: 'staging', account: '222222222222', regions: ['eu-west-1', 'eu-central-1'] };
const role = (region: string) => `arn:aws:iam::222222222222:role/banyan-staging-${region}-deployer`;

describe('an environment at AWS', () => {
  it('gets a stack by the template and the digests of the release; the epochs stay as they are', async () => {
    const { aws, asked } = scripted({});
    const release = releaseOf('b');
    await awsWorld(target, shelf({ [keys.template(release.release, 'staging', 'banyan-staging-eu-central-1-orders')]: '{}' }), aws).deploy('eu-central-1', 'orders', release);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.place).toEqual({ region: 'eu-central-1', as: role('eu-central-1') });
    expect(asked[0]!.words).toMatch(/^cloudformation deploy --stack-name banyan-staging-eu-central-1-orders --template-file \S+ --no-fail-on-empty-changeset/);
    expect(asked[0]!.words).toMatch(new RegExp(`--parameter-overrides OrdersDigest=${digest('b')} CollectorDigest=${digest('0')}$`));
    expect(asked[0]!.words).not.toContain('Epoch');
  });

  it('gets pages by their own digest alone', async () => {
    const { aws, asked } = scripted({});
    const release = releaseOf('b');
    await awsWorld(target, shelf({ [keys.template(release.release, 'staging', 'banyan-staging-eu-west-1-storefront')]: '{}' }), aws).deploy('eu-west-1', 'storefront', release);
    expect(asked[0]!.words).toMatch(new RegExp(`--stack-name banyan-staging-eu-west-1-storefront .*--parameter-overrides StorefrontDigest=${digest('b')}$`));
  });

  it('is not touched where the release has no template for a stack', async () => {
    const { aws, asked } = scripted({});
    await expect(awsWorld(target, shelf({}), aws).deploy('eu-west-1', 'catalog', releaseOf('b'))).rejects.toThrow('has no template for banyan-staging-eu-west-1-catalog');
    expect(asked).toEqual([]);
  });

  it.each([
    ['by its epochs', { 'ssm get-parameter --name /banyan/epoch/banyan-staging-eu-west-1-monolith': { Parameter: { Value: '1/2' } }, 'ssm get-parameter --name /banyan/epoch/banyan-staging-eu-central-1-monolith': { Parameter: { Value: '2/2' } } }, ['eu-central-1', 'eu-west-1']],
    ['at first, as its home region', { 'ssm get-parameter': new Error('ParameterNotFound') }, ['eu-west-1', 'eu-central-1']],
  ])('knows which region leads, %s', async (_how, answers, regions) => {
    expect(await awsWorld(target, shelf({}), scripted(answers).aws).regions()).toEqual(regions);
  });

  const migration = (containers: readonly object[]) => ({
    'cloudformation describe-stacks': { Stacks: [{ Outputs: [{ OutputValue: 'else' }, { OutputValue: 'aws ecs run-task --launch-type FARGATE --cluster banyan-staging --task-definition banyan-staging-migrate' }] }] },
    'ecs run-task': { tasks: [{ taskArn: 'task' }] },
    'ecs describe-tasks': { tasks: [{ containers }] },
  });

  it('is migrated as its stack says, and waited for', async () => {
    const { aws, asked } = scripted(migration([{ exitCode: 0 }]));
    await awsWorld(target, shelf({}), aws).migrate('eu-west-1');
    expect(asked.map(({ words }) => words)).toEqual(['cloudformation describe-stacks --stack-name banyan-staging-eu-west-1-migration', 'ecs run-task --launch-type FARGATE --cluster banyan-staging --task-definition banyan-staging-migrate', 'ecs wait tasks-stopped --cluster banyan-staging --tasks task', 'ecs describe-tasks --cluster banyan-staging --tasks task']);
  });

  it.each([[[{ exitCode: 1 }], 'exit code 1'], [[{ reason: 'CannotPullContainerError' }], 'no exit code: CannotPullContainerError']])('stops when the migration fails', async (containers, said) => {
    await expect(awsWorld(target, shelf({}), scripted(migration(containers)).aws).migrate('eu-west-1')).rejects.toThrow(said);
  });
});

describe('the bucket of releases', () => {
  it('is written to only if it is still as it was read', async () => {
    const { aws, asked } = scripted({ 's3api get-object': new Error('NoSuchKey'), 's3api put-object': { ETag: '"1"' } });
    const bucket = bucketOf('releases', aws);
    expect(await keptRecord(bucket, 'staging')).toEqual({ environment: 'staging', hosts: [] });
    await bucket.write(keys.record('staging'), 'one');
    await bucket.write(keys.record('staging'), 'two');
    expect(asked.slice(1).map(({ words }) => words.replace(/--body \S+ /, ''))).toEqual(['s3api put-object --bucket releases --key environments/staging.json --if-none-match *', 's3api put-object --bucket releases --key environments/staging.json --if-match "1"']);
  });

  it('says so when another rollout is under way', async () => {
    await expect(bucketOf('releases', scripted({ 's3api put-object': new Error('PreconditionFailed') }).aws).write('key', 'text')).rejects.toThrow('another rollout is under way');
  });

  it('is not believed when what it holds is something else', async () => {
    await expect(keptRecord(shelf({ [keys.record('staging')]: JSON.stringify({ ...environmentOf(), hosts: [{ host: '' }] }) }), 'staging')).rejects.toThrow(/environments\/staging.json is not what it has to be:\n {2}\/hosts\/0/);
  });
});

describe('a build', () => {
  const builder = (answers: Readonly<Record<string, unknown>>, made: string[]) => ({
    version: '1.0.0',
    commit: commit('b'),
    collectorTag: 'v1',
    contracts: contractsOf(first),
    changedSince: async () => ['orders', 'migrate'] as const,
    build: async (image: string) => (made.push(image), digest('b')),
    aws: scripted({ 'ecr describe-images --repository-name banyan/collector': { imageDetails: [{ imageDigest: digest('0') }] }, 'ecr describe-images': new Error('ImageNotFoundException'), ...answers }).aws,
  });

  it('makes what was changed, and nothing else', async () => {
    const made: string[] = [];
    const { images } = await buildRelease(releaseOf('a'), builder({}, made));
    expect(made).toEqual(['orders', 'migrate']);
    expect([images.orders.digest, images.catalog.digest]).toEqual([digest('b'), digest('a')]);
  });

  it('makes everything the first time', async () => {
    const made: string[] = [];
    await buildRelease(undefined, builder({}, made));
    expect(made).toEqual(['monolith', 'orders', 'catalog', 'migrate', 'storefront', 'console']);
  });

  it('may be repeated: what was pushed is taken as it is, since tags never change', async () => {
    const made: string[] = [];
    const { images } = await buildRelease(releaseOf('a'), { ...builder({}, made), aws: scripted({ 'ecr describe-images': { imageDetails: [{ imageDigest: digest('c') }] } }).aws });
    expect([made, images.orders.digest]).toEqual([[], digest('c')]);
  });

  it('makes an image for arm64, by its target, tagged and labelled with version and commit, and pushes it', () => {
    expect(imageBuild({ image: 'orders', registry: 'r', release: '1.0.0-bbbbbbbbbbbb', commit: commit('b'), metadataFile: 'm' })).toEqual(expect.arrayContaining(['--platform=linux/arm64', '--target=orders', '--tag=r/banyan/orders:1.0.0-bbbbbbbbbbbb', `--label=org.opencontainers.image.revision=${commit('b')}`, '--push']));
  });
});
