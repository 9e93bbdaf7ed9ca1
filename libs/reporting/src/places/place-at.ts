import { resolve } from 'node:path';
import { bucket } from './bucket.ts';
import { folder } from './folder.ts';
import type { Place } from './place.ts';

/**
 * The place that is meant by `s3://bucket/prefix`, or by the path of a folder.
 * @param from.endpoint where S3 is if not at AWS
 * @param from.folder from which a path leads
 * @throws {Error} if the address of a bucket is out of form
 */
export function placeAt(text: string, from: { readonly endpoint?: string | undefined; readonly folder: string }): Place {
  if (!text.startsWith('s3:')) return folder(resolve(from.folder, text));
  const [, name = '', prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/.exec(text) ?? [];
  if (name === '') throw new Error(`'${text}' is no address of a bucket. Write s3://bucket/prefix.`);
  return bucket({ bucket: name, prefix, ...(from.endpoint === undefined ? {} : { endpoint: from.endpoint }) });
}
