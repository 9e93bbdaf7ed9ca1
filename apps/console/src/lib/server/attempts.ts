/** How often somebody may be wrong. */
export interface Attempts {
  /** Milliseconds to wait before trying again; 0 if there is no need to. */
  wait(who: string): number;
  /** Somebody was wrong. */
  failed(who: string): void;
}

interface Limits {
  /** Failures of one in a window, and of all together. */
  readonly each: number;
  readonly all: number;
  /** Milliseconds. */
  readonly window: number;
  readonly now?: () => number;
}

/** Counts failures in a window of time; what is older is forgotten, so that memory stays bounded. */
export function attempts({ each, all, window, now = Date.now }: Limits): Attempts {
  let failures: { readonly who: string; readonly at: number }[] = [];
  const lately = () => (failures = failures.filter(({ at }) => at > now() - window));
  /** Until the oldest of so many is forgotten. */
  const until = (of: typeof failures, most: number) => (of.length < most ? 0 : of.at(-most)!.at + window - now());
  return {
    wait: (who) => Math.max(until(lately(), all), until(lately().filter((failure) => failure.who === who), each)),
    failed: (who) => {
      failures = [...lately(), { who, at: now() }].slice(-all);
    },
  };
}
