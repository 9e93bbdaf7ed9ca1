import { bucketStore } from './bucket-store.ts';
import { folderStore } from './folder-store.ts';
import type { MediaStore } from './media-store.ts';

/** The object store at a place: a folder of this machine, or a bucket's address. */
export function mediaStoreAt(media: { readonly folder: string } | { readonly url: string }): MediaStore {
  return 'folder' in media ? folderStore(media.folder) : bucketStore(media.url);
}
