/**
 * The images that are made of this workspace, each with the files that its program starts from: whatever these import at run time is
 * in the image.
 */
export const imageSources = {
  monolith: ['apps/monolith/src/main.ts'],
  orders: ['apps/orders/src/main.ts'],
  catalog: ['apps/catalog/src/main.ts'],
  migrate: ['tools/migrate/src/main.ts', 'tools/extract/src/main.ts'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** An image that is made of this workspace. */
export type ImageName = keyof typeof imageSources;
export const imageNames = Object.keys(imageSources) as readonly ImageName[];
