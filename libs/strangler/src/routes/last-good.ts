/**
 * The routes that a host last found good, as text, kept where it finds them again when it starts and the store is away.
 * Both methods throw `Unavailable` if the place cannot be read or written.
 */
export interface LastGood {
  /** What was written last; undefined if nothing ever was. */
  read(): Promise<string | undefined>;
  /** Replaces what was there; once it resolves it survives a crash. Whoever reads meanwhile gets the old text or the new one, whole. */
  write(text: string): Promise<void>;
}
