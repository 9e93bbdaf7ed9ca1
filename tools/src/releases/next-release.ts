import type { PublishedContract } from '@banyan/contracts/compatibility';
import { imageNames } from '../changed/image-sources.ts';
import { hostNames, hosts, type HostName } from './hosts.ts';
import { releaseName, releaseViolations, type Release, type ReleasedImage } from './release.ts';

/** What a build has to say of a release. */
export interface Built {
  readonly version: string;
  readonly commit: string;
  /** Image → digest, of those that were made anew. */
  readonly digests: ReadonlyMap<string, string>;
  /** The image that carries metrics; it is none of ours, so its tag is its own. */
  readonly collector: { readonly digest: string; readonly tag: string };
  /** The contracts as the workspace has them. */
  readonly contracts: readonly PublishedContract[];
}

/**
 * The release that a build makes: what was made anew, and everything else as it was in the release before, contracts included.
 * @returns the release, or everything that keeps it from being one
 */
export function nextRelease(built: Built, before: Release | undefined): { readonly release: Release } | { readonly mistakes: readonly string[] } {
  const release = releaseName(built);
  const strange = [...built.digests.keys()].filter((name) => !imageNames.some((image) => image === name)).map((name) => `There is no image '${name}'. There are: ${imageNames.join(', ')}.`);
  const lost = imageNames.filter((image) => !built.digests.has(image) && !before).map((image) => `The image '${image}' was not made, and there is no release before that has one.`);
  if (strange.length + lost.length > 0) return { mistakes: [...strange, ...lost] };
  const imageOf = (image: ReleasedImage) => {
    const digest = built.digests.get(image);
    return digest === undefined ? before!.images[image] : { digest, tag: release };
  };
  const made: Release = {
    release,
    version: built.version,
    commit: built.commit,
    images: { monolith: imageOf('monolith'), orders: imageOf('orders'), catalog: imageOf('catalog'), migrate: imageOf('migrate'), storefront: imageOf('storefront'), console: imageOf('console'), collector: built.collector },
    hosts: Object.fromEntries(hostNames.map((host) => [host, built.digests.has(host) ? contractsOf(host, built.contracts) : before!.hosts[host]])) as Release['hosts'],
  };
  const mistakes = releaseViolations(made).map(({ pointer, message }) => `${pointer} ${message}`);
  return mistakes.length > 0 ? { mistakes } : { release: made };
}

function contractsOf(host: HostName, contracts: readonly PublishedContract[]): Release['hosts'][HostName] {
  const versions = (names: readonly string[]) => Object.fromEntries(contracts.filter(({ name }) => names.includes(name)).map(({ name, version }) => [name, version]));
  return { serves: versions(hosts[host].serves), needs: versions(hosts[host].needs) };
}
