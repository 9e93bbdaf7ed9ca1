import type { HostsAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  return orErrorPage(controlHere(event).get<HostsAnswer>('hosts'));
};
