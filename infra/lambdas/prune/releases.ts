/** What ran in an environment, as the pipeline writes it down. */
export interface History {
  readonly entries: readonly { readonly release: string }[];
}

export interface Release {
  readonly images: Readonly<Record<string, { readonly digest: string }>>;
}

/** The releases that were begun last, each once: one may have to go back to any of them. */
export function lastReleases({ entries }: History, number: number): readonly string[] {
  return [...new Set(entries.map(({ release }) => release).reverse())].slice(0, number);
}

/** The digests of a release. @throws {Error} if it is none, for then nobody knows what has to stay */
export function digestsOf(release: unknown, name: string): readonly string[] {
  const { images } = (release ?? {}) as Partial<Release>;
  const digests = Object.values(images ?? {}).map(({ digest }) => digest);
  if (digests.length === 0 || digests.some((digest) => !/^sha256:[0-9a-f]{64}$/.test(digest))) throw new Error(`The release ${name} does not say its images; nothing is pruned until it does.`);
  return digests;
}
