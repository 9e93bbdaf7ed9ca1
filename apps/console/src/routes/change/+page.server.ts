import { error, fail, redirect } from '@sveltejs/kit';
import { readAct, requestFor, type Act } from '#lib/acts.ts';
import type { ChangeAnswer } from '#lib/answers.ts';
import { attempted, statusOf } from '#lib/server/attempted.ts';
import { controlHere, orErrorPage, requireOperator } from '#lib/server/guarded.ts';
import { previewOf } from '#lib/server/preview.ts';
import { readReason } from '#lib/server/reason.ts';
import type { Actions, PageServerLoad } from './$types';

/** What an act would move. It asks once; nothing is done before somebody has said why. */
export const load: PageServerLoad = async (event) => {
  const { name } = requireOperator(event);
  const act = actIn(event.url);
  const preview = await orErrorPage(previewOf(act, controlHere(event), name, event.locals.desk.traffic.latest?.flows));
  return { preview, planForm: act.kind === 'start' ? planFormOf(event.url.searchParams) : undefined };
};

export const actions: Actions = {
  default: async (event) => {
    const { name } = requireOperator(event);
    const act = actIn(event.url);
    const form = await event.request.formData();
    const { why, mistake } = readReason(form);
    if (mistake !== undefined) return fail(422, { why, mistake });
    const from = Number(form.get('from'));
    const { body, ...request } = requestFor(act);
    const wish = { by: name, why, ...(Number.isInteger(from) && from > 0 ? { ifVersion: from } : {}) };
    const made = await attempted(controlHere(event).send<ChangeAnswer>({ ...request, body: { ...body, ...wish } }));
    if (!('answer' in made)) return fail(statusOf(made), { why, ...made });
    redirect(303, `${pageOf(act)}?done=${made.answer.version}`);
  },
};

/** @throws an error page with all that is wrong */
function actIn({ searchParams }: URL): Act {
  const read = readAct(searchParams);
  return 'act' in read ? read.act : error(400, { message: 'This cannot be done so.', advice: read.mistakes.join(' ') });
}

/** The form that leads here, as it was filled in. */
function planFormOf(query: URLSearchParams): string {
  const { act: _act, ...given } = Object.fromEntries(query);
  return `/rollouts/begin?${new URLSearchParams(given).toString()}`;
}

/** Where one sees what has become of it. */
function pageOf(act: Act): string {
  if (act.kind === 'revert') return '/history';
  if (act.kind !== 'route') return `/rollouts/${encodeURIComponent(act.entry)}`;
  return act.entry.endsWith('.*') ? '/operations' : `/operations/${encodeURIComponent(act.entry)}`;
}
