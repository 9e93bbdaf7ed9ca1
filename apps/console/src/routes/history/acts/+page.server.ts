import type { ActsAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

const perPage = 50;

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const asked = event.url.searchParams.get('before') ?? '';
  const before = /^[1-9]\d{0,8}$/.test(asked) ? asked : undefined;
  const answer = await orErrorPage(controlHere(event).get<ActsAnswer>(`acts?limit=${perPage}${before === undefined ? '' : `&before=${before}`}`));
  return { ...answer, first: before === undefined };
};
