import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { root } from '../start/root.ts';
import { imageSources, pagesNames, programNames, type ImageName } from './image-sources.ts';
import { foldersOf } from './pages-folders.ts';

/** Image → what it is made of, from the workspace's folder: files that its programs load, and folders, with a slash at their end, of which everything counts. */
export type Reach = Readonly<Record<ImageName, ReadonlySet<string>>>;

/**
 * What each image is made of, by the imports that the sources really have. An import of types alone ties nothing together: it is gone
 * before the program runs. Of pages it is whole folders. @throws {Error} if an import cannot be resolved, for then nobody knows what an image is made of
 */
export async function reachOfImages(): Promise<Reach> {
  const { output } = await cruise(
    programNames.flatMap((image) => [...imageSources[image]]),
    { baseDir: root, doNotFollow: { path: ['node_modules/', '/dist/'] }, tsPreCompilationDeps: true, combinedDependencies: true },
    { exportsFields: ['exports'], conditionNames: ['banyan-source', 'import', 'node', 'default'], extensions: ['.ts', '.js'] },
  );
  const { modules } = output as ICruiseResult;
  const lost = modules.flatMap(({ source, dependencies }) => dependencies.filter(({ couldNotResolve }) => couldNotResolve).map(({ module }) => `${source} imports ${module}`));
  if (lost.length > 0) throw new Error(`These imports lead nowhere; install, or mend them:\n${lost.join('\n')}`);
  const imports = new Map(modules.map(({ source, dependencies }) => [source, dependencies.filter(({ dependencyTypes }) => !dependencyTypes.includes('type-only')).map(({ resolved }) => resolved)]));
  const programs = programNames.map((image) => [image, reached(imageSources[image], imports)] as const);
  const pages = pagesNames.map((image) => [image, foldersOf(image)] as const);
  return Object.fromEntries([...programs, ...pages]) as Record<ImageName, ReadonlySet<string>>;
}

function reached(starts: readonly string[], imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...starts];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || file.includes('node_modules/')) continue;
    found.add(file);
    open.push(...(imports.get(file) ?? []));
  }
  return found;
}
