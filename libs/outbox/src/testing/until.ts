/** A promise that settles when the condition holds, asked after every `check`. */
export function until(condition: () => boolean): { readonly reached: Promise<void>; check(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { reached: promise, check: () => condition() && resolve() };
}
