import type { ImageName } from '../changed/image-sources.ts';

/** How Docker makes an image and pushes it, for the processors that the hosts run on. This is the one place that knows. */
export function imageBuild({ image, registry, release, commit, metadataFile }: { readonly image: ImageName; readonly registry: string; readonly release: string; readonly commit: string; readonly metadataFile: string }): readonly string[] {
  const labels = { version: release, revision: commit };
  return [
    'buildx',
    'build',
    '--platform=linux/arm64',
    `--target=${image}`,
    ...Object.entries(labels).map(([label, value]) => `--label=org.opencontainers.image.${label}=${value}`),
    `--tag=${registry}/banyan/${image}:${release}`,
    // One manifest, so that the digest is the image's.
    '--provenance=false',
    `--metadata-file=${metadataFile}`,
    '--push',
    '.',
  ];
}
