import { imageNames, type ImageName } from '../changed/image-sources.ts';
import type { Aws } from './aws.ts';
import { nextRelease, type Built } from './next-release.ts';
import { releaseName, type Release } from './release.ts';

export interface Builder {
  readonly version: string;
  readonly commit: string;
  readonly collectorTag: string;
  readonly contracts: Built['contracts'];
  /** The images that differ from those of a release. */
  changedSince(commit: string): Promise<readonly ImageName[]>;
  /** Makes an image and pushes it; gives its digest. */
  build(image: ImageName, release: string): Promise<string>;
  readonly aws: Aws;
}

/**
 * Makes the images that differ from the release before and gives the release that they make. An image that was pushed under the same tag
 * already is taken as it is, so that a build may be repeated.
 * @throws {Error} with everything that keeps it from being a release
 */
export async function buildRelease(before: Release | undefined, builder: Builder): Promise<Release> {
  const release = releaseName(builder);
  const changed = before ? await builder.changedSince(before.commit) : imageNames;
  const digests = new Map<string, string>();
  for (const image of changed) digests.set(image, (await pushed(builder.aws, image, release)) ?? (await builder.build(image, release)));
  const collector = await pushed(builder.aws, 'collector', builder.collectorTag);
  if (collector === undefined) throw new Error(`There is no image banyan/collector:${builder.collectorTag}. Push the copy of the collector first.`);
  const made = nextRelease({ ...builder, digests, collector: { digest: collector, tag: builder.collectorTag } }, before);
  if ('mistakes' in made) throw new Error(made.mistakes.join('\n'));
  return made.release;
}

async function pushed(aws: Aws, image: string, tag: string): Promise<string | undefined> {
  try {
    const { imageDetails } = (await aws(['ecr', 'describe-images', '--repository-name', `banyan/${image}`, '--image-ids', `imageTag=${tag}`])) as { readonly imageDetails: readonly [{ readonly imageDigest: string }] };
    return imageDetails[0].imageDigest;
  } catch (error) {
    if (/ImageNotFoundException/.test(String(error))) return undefined;
    throw error;
  }
}
