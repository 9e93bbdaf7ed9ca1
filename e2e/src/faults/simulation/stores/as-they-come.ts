import type { DeferredCall } from '@banyan/contracts/define';
import type { Defect } from '../defects.ts';

/** The defects 'no inbox dedup' and 'order of a lane ignored': an inbox that gives calls their places as they come. */
export function placedAsTheyCome(defect: Defect | undefined): (calls: readonly DeferredCall[]) => readonly DeferredCall[] {
  if (defect !== 'no inbox dedup' && defect !== 'order of a lane ignored') return (calls) => calls;
  const lanes = new Map<string, Map<string, number>>();
  let repeats = 0;
  return (calls) =>
    calls.map((call) => {
      const places = lanes.get(call.lane) ?? new Map<string, number>();
      lanes.set(call.lane, places);
      const known = places.get(call.messageId);
      if (known !== undefined && defect === 'order of a lane ignored') return { ...call, sequence: known };
      const sequence = places.size + 1;
      places.set(known === undefined ? call.messageId : `${call.messageId} ${++repeats}`, sequence);
      return { ...call, sequence };
    });
}
