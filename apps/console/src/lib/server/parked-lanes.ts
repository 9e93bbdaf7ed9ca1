import type { ParkedAnswer, ParkedLane } from '../answers.ts';
import type { ControlApi } from './control-api.ts';
import { isRefusal } from './control-problem.ts';

const perPage = 200;

/** All lanes of a module that are parked now, the longest parked first. */
export async function parkedLanes(control: ControlApi, module: string): Promise<ParkedLane[]> {
  const lanes: ParkedLane[] = [];
  for (let next: string | null | undefined = ''; typeof next === 'string'; ) {
    const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const { modules }: ParkedAnswer = await control.get<ParkedAnswer>(`parked?module=${encodeURIComponent(module)}&limit=${perPage}${after}`);
    lanes.push(...(modules[0]?.parked ?? []));
    next = modules[0]?.next;
  }
  return lanes;
}

/**
 * Has all of them go on, one after the other; a lane that is not parked any more by then is passed over.
 * @returns how many did
 */
export async function retryAll(control: ControlApi, { module, by, why }: { readonly module: string; readonly by: string; readonly why: string }): Promise<number> {
  let retried = 0;
  for (const { lane } of await parkedLanes(control, module)) {
    try {
      await control.send({ method: 'POST', path: 'lanes/retry', body: { module, lane, by, why } });
      retried++;
    } catch (error) {
      if (!isRefusal(error, 'notParked')) throw error;
    }
  }
  return retried;
}
