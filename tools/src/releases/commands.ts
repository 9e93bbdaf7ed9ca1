import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedImages } from '../changed/changed-images.ts';
import { changedSince } from '../changed/git.ts';
import { imageNames, pagesNames } from '../changed/image-sources.ts';
import { reachOfImages } from '../changed/project-graph.ts';
import { readRegistry } from '../contracts/registry.ts';
import { workspaceContracts } from '../contracts/workspace-contracts.ts';
import { root } from '../start/root.ts';
import type { Aws } from './aws.ts';
import { awsWorld, type Target } from './aws-world.ts';
import type { Bucket } from './bucket.ts';
import { buildRelease } from './build-release.ts';
import { passageOf, type Passage } from './gate.ts';
import { rollBackTarget, standing } from './history.ts';
import { hostNames } from './hosts.ts';
import { imageBuild } from './image-build.ts';
import { keep, keptHistory, keptRecord, keptRelease, keys, newestRelease } from './kept.ts';
import type { Release } from './release.ts';
import { rollOut } from './roll-out.ts';
import { changeSummary, passageText } from './summary.ts';
import type { Settings } from './settings.ts';

/** What a command says: `out` for whoever goes on with it, `report` for people. */
export interface Answer {
  readonly out: string;
  readonly report: string;
  readonly isRefused: boolean;
}

/** Makes the images that were changed since the newest release, and keeps the release that they make, with the templates of its stacks. */
export async function build(bucket: Bucket, aws: Aws, { registry, collectorTag }: Pick<Settings, 'registry' | 'collectorTag'>): Promise<Answer> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const before = await newestRelease(bucket);
  const release = await buildRelease(before, {
    version,
    commit,
    collectorTag,
    contracts: workspaceContracts(),
    aws,
    changedSince: async (since) => {
      const paths = changedSince(since);
      return paths ? [...changedImages(paths, await reachOfImages()).keys()] : imageNames;
    },
    build: (image, tag) => Promise.resolve(made((metadataFile) => imageBuild({ image, registry, release: tag, commit, metadataFile }))),
  });
  await keepTemplates(bucket, release);
  await keep(bucket, keys.release(release.release), release);
  await keep(bucket, keys.newest, release);
  return { out: release.release, report: changeSummary(release, before), isRefused: false };
}

function made(commandOf: (metadataFile: string) => readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-image-'));
  try {
    const metadataFile = join(folder, 'metadata.json');
    execFileSync('docker', commandOf(metadataFile), { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    return (JSON.parse(readFileSync(metadataFile, 'utf8')) as { readonly 'containerimage.digest': string })['containerimage.digest'];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The templates of what is deployed release by release, as `npm run infra:synth` wrote them; what stays below them an operator deploys. */
async function keepTemplates(bucket: Bucket, { release }: Release): Promise<void> {
  const files = globSync(`infra/cdk.out/*/banyan-*-{${['migration', ...hostNames, ...pagesNames].join(',')}}.template.json`, { cwd: root });
  if (files.length === 0) throw new Error('There are no templates in infra/cdk.out. Run npm run infra:synth first.');
  for (const file of files) {
    const [, , environment, name] = file.split('/') as [string, string, string, string];
    const key = keys.template(release, environment, name.replace('.template.json', ''));
    await bucket.read(key);
    // CloudFormation takes 51,200 bytes at most in this way.
    await bucket.write(key, JSON.stringify(JSON.parse(readFileSync(join(root, file), 'utf8'))));
  }
}

/** Says whether an environment can take a release, and what it would change there. Nothing is touched. */
export async function check(environment: string, named: string | undefined, bucket: Bucket): Promise<Answer> {
  const release = await releaseNamed(named, bucket);
  const passage = passageOf(release, await keptRecord(bucket, environment), readRegistry());
  const running = standing(await keptHistory(bucket, environment)).at(-1);
  const summary = changeSummary(release, running === undefined ? undefined : await keptRelease(bucket, running));
  return { out: `RELEASE='${release.release}' SUMMARY='${summary}'`, report: passageText(passage, environment), isRefused: isRefused(passage) };
}

export async function deploy(target: Target, named: string | undefined, bucket: Bucket, aws: Aws): Promise<Answer> {
  return rolledOut(target, await releaseNamed(named, bucket), 'deploy', bucket, aws);
}

/** Brings an environment back to a release that has run there, to the one before if none is named. */
export async function rollBack(target: Target, named: string | undefined, bucket: Bucket, aws: Aws): Promise<Answer> {
  const before = rollBackTarget(await keptHistory(bucket, target.environment), named === 'previous' ? undefined : named);
  return rolledOut(target, await keptRelease(bucket, before), 'roll-back', bucket, aws);
}

async function rolledOut(target: Target, release: Release, action: 'deploy' | 'roll-back', bucket: Bucket, aws: Aws): Promise<Answer> {
  const passage = await rollOut(release, action, readRegistry(), awsWorld(target, bucket, aws));
  return { out: release.release, report: passageText(passage, target.environment), isRefused: isRefused(passage) };
}

async function releaseNamed(named: string | undefined, bucket: Bucket): Promise<Release> {
  if (named !== undefined && named !== 'newest') return keptRelease(bucket, named);
  const newest = await newestRelease(bucket);
  if (!newest) throw new Error('There is no release yet; the pipeline makes one of each commit.');
  return newest;
}

function isRefused({ refused, unknown }: Passage): boolean {
  return refused.length + unknown.length > 0;
}
