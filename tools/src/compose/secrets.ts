import { randomBytes } from 'node:crypto';
import { freshSecrets } from '../start/secrets.ts';

/** Secrets of a shop in containers, under the names by which `compose.yaml` asks for them: those that there are, and those that are missing, made anew. */
export function composedSecrets(kept: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const secret = () => randomBytes(32).toString('base64url');
  // Candidates, who only read, are not run there.
  const shop = Object.entries(freshSecrets()).filter(([name]) => !name.endsWith('_READER_PASSWORD'));
  const fresh: Readonly<Record<string, string>> = { ...Object.fromEntries(shop), DATABASE_PASSWORD: secret(), REPLICATION_PASSWORD: secret() };
  return { ...fresh, ...Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => entry[1] !== undefined)) };
}
