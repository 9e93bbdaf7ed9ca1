import type { Environment, Region } from './environment.ts';

/** An environment in one of its regions. */
export interface Site {
  readonly environment: Environment;
  readonly region: Region;
  /** The home region leads unless it is lost; the recovery region waits until it is told to lead. */
  readonly role: 'home' | 'recovery';
}

/** The regions of an environment, the home region first. */
export function sitesOf(environment: Environment): readonly Site[] {
  const { home, recovery } = environment;
  return [{ environment, region: home, role: 'home' }, ...(recovery ? [{ environment, region: recovery, role: 'recovery' } as const] : [])];
}

/** How everything of an environment is named that other programs look for by its name: `banyan-production`. */
export function prefixOf({ name }: Environment): string {
  return `banyan-${name}`;
}

/** The name of a secret, alike in both regions: `banyan/production/login/orders`. */
export function secretName({ name }: Environment, ...path: readonly string[]): string {
  return ['banyan', name, ...path].join('/');
}

/** The names by which hosts and proxies find each other within a region: `orders.internal.shop.example.com`. */
export function internalName({ domain }: Environment, name?: string): string {
  return [...(name === undefined ? [] : [name]), 'internal', domain].join('.');
}

/** The name of the entry in front of the proxies of one zone, of a region, or of the leading region. */
export function entryName({ domain }: Environment, region?: Region, zone?: string): string {
  return `${['entry', region?.name, zone].filter((part) => part !== undefined).join('-')}.${domain}`;
}

/** The name of the bucket with images and video. Names of buckets are unique in the world, so the account stands in it. */
export function mediaBucketName(environment: Environment, region: Region): string {
  return `${prefixOf(environment)}-media-${environment.account}-${region.name}`;
}

/** Where that bucket answers, within the network. */
export function mediaHostName(environment: Environment, region: Region): string {
  return `${mediaBucketName(environment, region)}.s3.${region.name}.amazonaws.com`;
}
