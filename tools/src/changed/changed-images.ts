import { imageNames, type ImageName } from './image-sources.ts';
import type { Reach } from './project-graph.ts';

/** What goes into no image, unless a program imports it: prose, tests, and what runs elsewhere. */
const elsewhere = [/\.md$/, /^LICENSE$/, /^\.gitignore$/, /^(?:docs|infra|bench|e2e|examples|\.ci|\.github)\//, /\.(?:spec|testing)\.ts$/, /\/testing\//, /\/fixtures\//, /^libs\/contracts\/published\//];

const packages = /^(?:libs\/adapters\/[^/]+|(?:libs|modules|apps)\/[^/]+|tools)\//;

/**
 * The images that a change of files makes other than they were, each with the files that do so. A source counts where a program imports
 * it; another file of a package, which may be read rather than imported, wherever a source of the package is; any file of a folder
 * of which pages are made, in these; and a file that belongs to nobody, such as the lockfile, a setting of the build or the Dockerfile, in every image.
 * @param paths changed, added and removed files, from the workspace's folder
 */
export function changedImages(paths: readonly string[], reach: Reach): ReadonlyMap<ImageName, readonly string[]> {
  const causes = imageNames.map((image) => [image, paths.filter((path) => isIn(path, reach[image]))] as const);
  return new Map(causes.filter(([, because]) => because.length > 0));
}

function isIn(path: string, files: ReadonlySet<string>): boolean {
  if (files.has(path)) return true;
  if (elsewhere.some((pattern) => pattern.test(path))) return false;
  const isFolder = (file: string) => file.endsWith('/');
  if ([...files].some((file) => isFolder(file) && path.startsWith(file))) return true;
  const folder = packages.exec(path)?.[0];
  if (folder === undefined) return true;
  // A source that is gone was imported by others, which are changed as well.
  return !/\.[cm]?[jt]s$/.test(path) && [...files].some((file) => !isFolder(file) && file.startsWith(folder));
}
