import { fail } from '@sveltejs/kit';
import type { RedriveAnswer } from '#lib/answers.ts';
import { attempted, statusOf } from '#lib/server/attempted.ts';
import { controlHere, requireOperator } from '#lib/server/guarded.ts';
import { readReason } from '#lib/server/reason.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  requireOperator(event);
  return { module: moduleIn(event.url) };
};

export const actions: Actions = {
  default: async (event) => {
    const { name } = requireOperator(event);
    const { why, mistake } = readReason(await event.request.formData());
    if (mistake !== undefined) return fail(422, { why, mistake });
    const done = await attempted(controlHere(event).send<RedriveAnswer>({ method: 'POST', path: 'queues/redrive', body: { module: moduleIn(event.url), by: name, why } }));
    return 'answer' in done ? { queues: done.answer.queues } : fail(statusOf(done), { why, ...done });
  },
};

const moduleIn = (url: URL) => url.searchParams.get('module') ?? '';
