import { typeOf, type MediaStore } from './media-store.ts';

/** Pictures in a bucket that answers plain HTTP, such as S3 or whatever stands before it. */
export function bucketStore(url: string, send: typeof fetch = fetch): MediaStore {
  return {
    find: async (key) => {
      const type = typeOf(key);
      if (type === undefined) return undefined;
      const response = await send(`${url}/${key}`, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
      if (response.ok && response.body) return { type, body: response.body };
      await response.body?.cancel();
      // S3 answers 403 for a missing file to whoever may not list the bucket.
      if ([403, 404].includes(response.status)) return undefined;
      throw new Error(`The bucket answered ${response.status} for ${key}.`);
    },
  };
}
