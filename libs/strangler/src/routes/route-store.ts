/** One state of the routes as it is kept. A store does not understand the text, see `RouteCodec`. */
export interface StoredRoutes {
  /** The first state is version 1; each later one follows the one before it without a gap. */
  readonly version: number;
  /** Well-formed Unicode of any length. */
  readonly text: string;
}

/**
 * Where the routes are kept: every state of them, none ever changed. Two who change them at once cannot overwrite each
 * other, since only one can append the version that follows.
 * Each method throws `Unavailable` if the store cannot be reached or does not answer in time.
 */
export interface RouteStore {
  /** The newest state; undefined if there is none yet. */
  load(): Promise<StoredRoutes | undefined>;

  /**
   * Adds a state. Where it throws `Unavailable` the state may have been added all the same: load to learn what holds.
   * @returns false if its version is not the one that follows the newest: somebody was quicker
   */
  append(next: StoredRoutes): Promise<boolean>;

  /** The states, newest first. @param limits.before only versions below this one */
  history(limits: { readonly limit: number; readonly before?: number }): Promise<StoredRoutes[]>;

  /**
   * Tells of the newest state at the start, if there is one, and whenever there is a newer one than it told of last, at
   * the latest some time after a nudge was missed; states in between may be left out. It survives the store's absence.
   * @param onNewer must not throw
   * @returns stops it: nothing is told afterwards
   */
  watch(onNewer: (newest: StoredRoutes) => void): () => void;

  /** Ends the watches and what the store itself has opened. */
  close(): Promise<void>;
}
