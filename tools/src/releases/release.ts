import { codecOf, type Violation } from '@banyan/contracts/define';
import { Type, type Static } from 'typebox';

const Image = Type.Object({ digest: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }), /** By which people find it in the registry. */ tag: Type.String({ minLength: 1 }) }, { additionalProperties: false });
const Versions = Type.Record(Type.String(), Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }));
const Host = Type.Object({ serves: Versions, needs: Versions }, { additionalProperties: false });

/**
 * What is deployed together: of each image the digest, of each host with modules the versions of the contracts that it was built with. Pages have
 * none: they know the public and the control API only. Only what was changed is made anew, so images of several builds stand in one release.
 */
export const Release = Type.Object(
  {
    release: Type.String(),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    commit: Type.String({ pattern: '^[0-9a-f]{40}$' }),
    images: Type.Object({ monolith: Image, orders: Image, catalog: Image, migrate: Image, storefront: Image, console: Image, collector: Image }, { additionalProperties: false }),
    hosts: Type.Object({ monolith: Host, orders: Host, catalog: Host }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type Release = Static<typeof Release>;
export type ReleasedImage = keyof Release['images'];

/** The name of a release, and the tag of the images that are made for it: `0.1.0-0123456789ab`. */
export function releaseName({ version, commit }: Pick<Release, 'version' | 'commit'>): string {
  return `${version}-${commit.slice(0, 12)}`;
}

/** What keeps a value from being a release; empty if it is one. */
export function releaseViolations(value: unknown): Violation[] {
  const codec = codecOf(Release);
  if (!codec.check(value)) return codec.violations(value);
  return value.release === releaseName(value) ? [] : [{ pointer: '/release', message: `must be ${releaseName(value)}, as its version and commit say` }];
}
