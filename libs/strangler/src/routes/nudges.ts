/**
 * Tells other hosts that there is something new, without saying what. A nudge may be lost, or come twice or for nothing: what
 * it is about is polled for as well, so that losing nudges only makes it slower.
 */
export interface Nudges {
  /** Nudges everybody who listens, this process included. It neither throws nor waits. */
  send(): void;

  /**
   * Calls back for each nudge, and whenever some may have been missed.
   * @param onNudge must not throw
   * @returns stops it
   */
  listen(onNudge: () => void): () => void;

  close(): Promise<void>;
}
