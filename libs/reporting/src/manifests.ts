import type { Manifest } from './manifest.ts';
import type { Place } from './places/place.ts';

const folder = 'manifests/';

/** What the manifest of a run is called. */
export function nameOf(run: number): string {
  return `${folder}${String(run).padStart(6, '0')}.json`;
}

/** All runs, the first one first. @throws {Error} if a manifest is of a form that is not known here */
export async function manifests(place: Place): Promise<readonly Manifest[]> {
  const names = (await place.list(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(names.map(async (name) => known(name, JSON.parse((await place.read(name)).toString('utf8')) as Manifest)));
}

/** The runs that count: since the newest that begins anew. */
export async function currentManifests(place: Place): Promise<readonly Manifest[]> {
  const all = await manifests(place);
  return all.slice(all.findLastIndex(({ begins }) => begins));
}

function known(name: string, manifest: Manifest): Manifest {
  if (manifest.format === 'banyan.extract/1') return manifest;
  throw new Error(`${name} has the form '${String(manifest.format)}', and only banyan.extract/1 is known here. Read it with the version that wrote it.`);
}
