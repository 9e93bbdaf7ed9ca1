import type { Environment } from '../environments/environment.ts';
import { images } from '../environments/images.ts';
import { prefixOf, sitesOf, type Site } from '../environments/site.ts';
import { serviceNames } from '../shop/pages.ts';

/** Where releases are kept, with what became of them. */
export const releasesBucketName = `banyan-releases-${images.account}`;

/** The registry that images are pushed to. */
export const registry = `${images.account}.dkr.ecr.${images.region}.amazonaws.com`;

/** Who deploys to an environment, in the account of the images. */
export function deployRoleName({ name }: Environment): string {
  return `banyan-deploy-${name}`;
}

/** As whom, in the account of the environment. */
export function deployerName({ environment, region }: Site): string {
  return `${prefixOf(environment)}-${region.name}-deployer`;
}

export function deployerArns(environment: Environment): readonly string[] {
  return sitesOf(environment).map((site) => `arn:aws:iam::${environment.account}:role/${deployerName(site)}`);
}

/** The stacks that a release consists of; all others an operator deploys. */
export const releasedParts: readonly string[] = ['migration', ...serviceNames];

/** Who prunes images and snapshots, and has to know which releases ran. */
export function prunerName({ environment, region }: Site): string {
  return `${prefixOf(environment)}-${region.name}-pruner`;
}
