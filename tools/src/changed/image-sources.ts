/** The images of programs, each with the files that its program starts from: whatever these import at run time is in the image. */
export const imageSources = {
  monolith: ['apps/monolith/src/main.ts'],
  orders: ['apps/orders/src/main.ts'],
  catalog: ['apps/catalog/src/main.ts'],
  migrate: ['tools/migrate/src/main.ts', 'tools/extract/src/main.ts'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * The images of pages, each with the folder of its app. Pages are compiled rather than loaded, from files that no TypeScript imports, so all of
 * an app counts, and all of each package that it names.
 */
export const pagesFolders = {
  storefront: 'apps/storefront/',
  console: 'apps/console/',
} as const satisfies Readonly<Record<string, string>>;

/** What builds them. */
export const PAGES_BUILDER = 'tools/src/pages/';

/** A host of pages. */
export type PagesName = keyof typeof pagesFolders;
export const pagesNames = Object.keys(pagesFolders) as readonly PagesName[];

/** An image of a program, whose sources are those that it loads. */
export type ProgramName = keyof typeof imageSources;
export const programNames = Object.keys(imageSources) as readonly ProgramName[];

/** An image that is made of this workspace. */
export type ImageName = ProgramName | PagesName;
export const imageNames: readonly ImageName[] = [...programNames, ...pagesNames];
