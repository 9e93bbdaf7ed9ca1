/** Something that is done again and again, one time after the other, until it is stopped. */
export interface Recurring {
  /** Resolves once what is under way has ended. */
  stop(): Promise<void>;
}

/** Does work now, and again so many milliseconds after it has ended; the work deals with its own failures. */
export function every(milliseconds: number, work: () => Promise<void>): Recurring {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const run = () => {
    underWay = work().finally(() => {
      if (!stopped) timer = setTimeout(run, milliseconds);
    });
  };
  run();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
