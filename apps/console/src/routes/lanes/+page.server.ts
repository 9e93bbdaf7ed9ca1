import type { LanesAnswer, ParkedAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const control = controlHere(event);
  const [lanes, parked] = await orErrorPage(Promise.all([control.get<LanesAnswer>('lanes?limit=20'), control.get<ParkedAnswer>('parked?limit=50')]));
  const done = event.url.searchParams.get('act');
  return { lanes: lanes.modules, parked: parked.modules, done: done === 'retry' || done === 'discard' || done === 'retryAll' ? done : undefined };
};
