/** The widths in which a picture is kept, in pixels; it is a quarter higher than wide. */
export const widths = [320, 640, 960] as const;

/** Where a product's picture is. */
export function pictureUrl(sku: string, width: (typeof widths)[number]): string {
  return `/media/products/${sku}/${width}.webp`;
}

/** The picture in every width, for the browser to choose from. */
export function pictureSources(sku: string): string {
  return widths.map((width) => `${pictureUrl(sku, width)} ${width}w`).join(', ');
}
