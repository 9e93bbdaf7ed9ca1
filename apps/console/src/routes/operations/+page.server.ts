import type { RoutesAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const { operations, version } = await orErrorPage(controlHere(event).get<RoutesAnswer>('routes'));
  return { operations, version, module: event.url.searchParams.get('module') ?? '', traffic: event.locals.desk.traffic.latest };
};
