/** A stored file on its way to a shopper. */
export interface StoredFile {
  readonly body: ReadableStream<Uint8Array>;
  readonly type: string;
  readonly bytes?: number;
}

/** Where pictures are kept: an object store. */
export interface MediaStore {
  /** The file under a key such as `products/LMP-100/640.webp`; nothing if there is none. */
  find(key: string): Promise<StoredFile | undefined>;
}

const key = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*){0,7}\.(?<ending>webp|avif|jpg|png|svg)$/;
const types: Readonly<Record<string, string>> = { webp: 'image/webp', avif: 'image/avif', jpg: 'image/jpeg', png: 'image/png', svg: 'image/svg+xml' };

/** The type of what a key names; nothing if it is no key of a picture. */
export function typeOf(asked: string): string | undefined {
  const ending = key.exec(asked)?.groups?.['ending'];
  return ending === undefined ? undefined : types[ending];
}
