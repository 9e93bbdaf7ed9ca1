import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Aws } from './aws.ts';

/** Where releases and what became of them are kept: texts by their keys. */
export interface Bucket {
  /** The text under a key; undefined if there is none. */
  read(key: string): Promise<string | undefined>;
  /**
   * Writes a text, if it still is what was read here before, or was not there.
   * @throws {Error} if somebody else has written it since
   */
  write(key: string, text: string): Promise<void>;
}

/** A bucket of S3, by the AWS CLI. */
export function bucketOf(name: string, aws: Aws): Bucket {
  const versions = new Map<string, string>();
  const object = (key: string) => ['--bucket', name, '--key', key];
  return {
    read: (key) =>
      withFile(async (file) => {
        try {
          versions.set(key, etagOf(await aws(['s3api', 'get-object', ...object(key), file])));
        } catch (error) {
          if (/NoSuchKey/.test(String(error))) return undefined;
          throw error;
        }
        return readFileSync(file, 'utf8');
      }),
    write: (key, text) =>
      withFile(async (file) => {
        writeFileSync(file, text);
        const known = versions.get(key);
        const expected = known === undefined ? ['--if-none-match', '*'] : ['--if-match', known];
        try {
          versions.set(key, etagOf(await aws(['s3api', 'put-object', ...object(key), '--body', file, ...expected])));
        } catch (error) {
          if (!/PreconditionFailed|ConditionalRequestConflict/.test(String(error))) throw error;
          throw new Error(`${key} was written by somebody else meanwhile: another rollout is under way. Wait until it has ended, or stop it, then start this one again.`, { cause: error });
        }
      }),
  };
}

function etagOf(answer: unknown): string {
  return (answer as { readonly ETag: string }).ETag;
}

async function withFile<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-release-'));
  try {
    return await use(join(folder, 'object'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
