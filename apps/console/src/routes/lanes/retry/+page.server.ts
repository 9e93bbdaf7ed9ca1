import { error, fail, redirect } from '@sveltejs/kit';
import { attempted, statusOf } from '#lib/server/attempted.ts';
import { controlHere, orErrorPage, requireOperator } from '#lib/server/guarded.ts';
import { parkedLanes, retryAll } from '#lib/server/parked-lanes.ts';
import { readReason } from '#lib/server/reason.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireOperator(event);
  const module = moduleIn(event.url);
  const parked = await orErrorPage(parkedLanes(controlHere(event), module));
  if (parked.length === 0) error(404, { message: `No lane of ${module} is parked.`, advice: 'There is nothing to try again. See what waits: Lanes.' });
  const reasons = Map.groupBy(parked, ({ why }) => why.code);
  return { module, count: parked.length, behind: parked.reduce((sum, { behind }) => sum + behind, 0), reasons: [...reasons].map(([code, lanes]) => ({ code, count: lanes.length })) };
};

export const actions: Actions = {
  default: async (event) => {
    const { name } = requireOperator(event);
    const { why, mistake } = readReason(await event.request.formData());
    if (mistake !== undefined) return fail(422, { why, mistake });
    const done = await attempted(retryAll(controlHere(event), { module: moduleIn(event.url), by: name, why }));
    if (!('answer' in done)) return fail(statusOf(done), { why, ...done });
    redirect(303, '/lanes?act=retryAll');
  },
};

const moduleIn = (url: URL) => url.searchParams.get('module') ?? '';
