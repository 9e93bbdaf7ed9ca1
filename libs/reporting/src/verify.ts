import { createHash } from 'node:crypto';
import { currentManifests } from './manifests.ts';
import type { Place } from './places/place.ts';

/** The files that are not as their manifest says, each with what is wrong; none if the extracts are whole. */
export async function damagedFiles(place: Place): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { files } of await currentManifests(place)) {
    for (const { path, bytes, sha256 } of files) {
      const content = await place.read(path).catch(() => undefined);
      if (!content) wrong.push(`${path} is not there`);
      else if (content.length !== bytes) wrong.push(`${path} has ${content.length} bytes instead of ${bytes}`);
      else if (createHash('sha256').update(content).digest('hex') !== sha256) wrong.push(`${path} has another checksum`);
    }
  }
  return wrong;
}
