/** Work that is done again and again. */
export interface Rounds {
  /** Begins the first round at once. */
  start(): void;
  /** Begins no more, and resolves when the round under way has ended, or has taken five seconds more. */
  stop(): Promise<void>;
}

const lastRoundMs = 5_000;

/**
 * Work in rounds, with a pause between the end of one and the begin of the next.
 * @param onError is told of a round that failed; the next one comes all the same
 */
export function rounds(spec: { readonly pauseMs: number; readonly work: () => Promise<void>; readonly onError: (error: unknown) => void }): Rounds {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const round = () => {
    running = spec
      .work()
      .catch(spec.onError)
      .then(() => {
        if (!stopped) timer = setTimeout(round, spec.pauseMs);
      });
  };
  return {
    start: round,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      const enough = Promise.withResolvers<void>();
      timer = setTimeout(enough.resolve, lastRoundMs);
      await Promise.race([running, enough.promise]);
      clearTimeout(timer);
    },
  };
}
