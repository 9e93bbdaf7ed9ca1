import type { RoutesAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const { rollouts } = await orErrorPage(controlHere(event).get<RoutesAnswer>('routes'));
  return { rollouts };
};
