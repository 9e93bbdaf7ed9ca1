import type { HistoryAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

const perPage = 50;

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const asked = event.url.searchParams.get('from') ?? '';
  const from = /^[1-9]\d{0,7}$/.test(asked) ? Number(asked) : undefined;
  const { states } = await orErrorPage(controlHere(event).get<HistoryAnswer>(`history?limit=${perPage}${from === undefined ? '' : `&before=${from + 1}`}`));
  const last = states.at(-1)?.version ?? 1;
  return { states, first: from === undefined, next: states.length === perPage && last > 1 ? last - 1 : undefined };
};
