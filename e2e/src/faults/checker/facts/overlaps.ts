import type { changeover } from '../../history/index.ts';
import type { Operation } from './operations.ts';
import type { Stretch } from './sweep.ts';

const nanosecondsInMs = 1_000_000n;

/** Says which changeovers a stretch of time lies in, or touches: their places in the list. */
export function overlapsWith(changeovers: readonly Operation<typeof changeover>[]): (stretch: Stretch) => ReadonlySet<number> {
  const none: ReadonlySet<number> = new Set();
  if (changeovers.length === 0) return () => none;
  const stretches = changeovers.map(({ invoke, end }) => ({ from: invoke.t - BigInt(invoke.late ?? 0) * nanosecondsInMs, until: end?.t }));
  return ({ begun, ended }) => {
    const touched = stretches.flatMap(({ from, until }, place) => {
      const isLater = ended !== undefined && from > ended;
      const isEarlier = until !== undefined && until < begun;
      return isLater || isEarlier ? [] : [place];
    });
    return touched.length > 0 ? new Set(touched) : none;
  };
}
