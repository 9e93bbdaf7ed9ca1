/** What there are images of: the hosts, with modules or with pages, the command that migrates, and the collector that carries metrics to CloudWatch. */
export const imageNames = ['monolith', 'orders', 'catalog', 'storefront', 'console', 'migrate', 'collector'] as const;
export type ImageName = (typeof imageNames)[number];

/** Those that the pipeline makes. The collector is a copy. */
export const madeImages: readonly ImageName[] = imageNames.filter((name) => name !== 'collector');

/** What the names of all our repositories begin with. */
export const REPOSITORIES = 'banyan/';

export function repositoryOf(name: ImageName): string {
  return `${REPOSITORIES}${name}`;
}
