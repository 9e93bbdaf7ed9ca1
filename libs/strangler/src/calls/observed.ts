import type { CallObservation, Observe } from '../observe/observation.ts';
import { classify } from '../resilience/classify.ts';
import type { Call } from './conclude.ts';

/** What is the same of every call that is observed at one side of a route. */
export type ObservedSide = Pick<CallObservation, 'address' | 'version' | 'target'>;

/** Has a call observed: how it ended, and how long it took. */
export function observed(call: Call, side: ObservedSide, observe: Observe, now: () => number): Call {
  return (input, context) => {
    const start = now();
    return call(input, context).then(
      (answer) => {
        observe({ ...side, outcome: 'answered', milliseconds: now() - start });
        return answer;
      },
      (error: unknown) => {
        observe({ ...side, outcome: classify(side.address, error) === 'fault' ? 'failed' : 'refused', milliseconds: now() - start });
        throw error;
      },
    );
  };
}
