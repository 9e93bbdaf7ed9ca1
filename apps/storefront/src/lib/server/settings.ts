/** What the pages need to know of the world around them. */
export interface Settings {
  /** Where the shoppers' API is, without its prefix. */
  readonly shopApiUrl: string;
  /** Where pictures come from: a folder, or the address of a bucket. */
  readonly media: { readonly folder: string } | { readonly url: string };
}

/**
 * Reads the settings from the environment.
 * @throws {Error} that lists every mistake, with what would be right
 */
export function settingsFrom({ SHOP_API_URL = '', MEDIA_FOLDER = '', MEDIA_URL = '' }: Readonly<Record<string, string | undefined>>): Settings {
  const mistakes = [
    ...(isAddress(SHOP_API_URL) ? [] : ['SHOP_API_URL must be where the shoppers’ API is, for example http://127.0.0.1:3000.']),
    ...((MEDIA_FOLDER === '') === (MEDIA_URL === '') ? ['One of MEDIA_FOLDER (a folder with pictures) and MEDIA_URL (the address of their bucket) must be set.'] : []),
    ...(MEDIA_URL === '' || isAddress(MEDIA_URL) ? [] : ['MEDIA_URL must be the address of a bucket, for example https://media.example.org.']),
  ];
  if (mistakes.length > 0) throw new Error(`The storefront cannot start:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
  return { shopApiUrl: SHOP_API_URL.replace(/\/+$/, ''), media: MEDIA_URL === '' ? { folder: MEDIA_FOLDER } : { url: MEDIA_URL.replace(/\/+$/, '') } };
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
