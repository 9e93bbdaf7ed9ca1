/** An image as its registry has it. */
export interface Image {
  readonly digest: string;
  readonly pushedAt: Date;
}

/**
 * The images that nobody needs any more: old enough, run by no task definition, and in no release that one may still go to. An image may
 * be old and in use, since a release has of each module the last that was made.
 * @param needed digests that have to stay
 */
export function imagesToPrune(images: readonly Image[], needed: ReadonlySet<string>, { now, keepDays }: { readonly now: Date; readonly keepDays: number }): readonly string[] {
  const limit = now.getTime() - keepDays * 86_400_000;
  return images.filter(({ digest, pushedAt }) => pushedAt.getTime() < limit && !needed.has(digest)).map(({ digest }) => digest);
}
