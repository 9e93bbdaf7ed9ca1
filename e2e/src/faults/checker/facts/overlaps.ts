import type { changeover } from '../../history/index.ts';
import type { Operation } from './operations.ts';
import type { Stretch } from './sweep.ts';

/** Says which changeovers a stretch of time lies in, or touches: their places in the list. */
export function overlapsWith(changeovers: readonly Operation<typeof changeover>[]): (stretch: Stretch) => ReadonlySet<number> {
  const none: ReadonlySet<number> = new Set();
  if (changeovers.length === 0) return () => none;
  return ({ begun, ended }) => {
    const touched = changeovers.flatMap(({ invoke, end }, place) => {
      const isLater = ended !== undefined && invoke.t > ended;
      const isEarlier = end !== undefined && end.t < begun;
      return isLater || isEarlier ? [] : [place];
    });
    return touched.length > 0 ? new Set(touched) : none;
  };
}
