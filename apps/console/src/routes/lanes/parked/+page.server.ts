import { error, fail, redirect } from '@sveltejs/kit';
import type { ParkedAnswer } from '#lib/answers.ts';
import { attempted, statusOf } from '#lib/server/attempted.ts';
import { controlHere, orErrorPage, requireOperator } from '#lib/server/guarded.ts';
import { readReason } from '#lib/server/reason.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Lanes that are looked through for the one that is meant. */
const most = 200;

export const load: PageServerLoad = async (event) => {
  const { module, lane } = laneIn(event.url);
  const { modules } = await orErrorPage(controlHere(event).get<ParkedAnswer>(`parked?limit=${most}&module=${encodeURIComponent(module)}`));
  const parked = modules[0]?.parked.find((one) => one.lane === lane);
  if (!parked) error(404, { message: 'This lane is not parked.', advice: 'It goes on, or somebody else has seen to it. See which are parked: Lanes.' });
  return { module, parked };
};

export const actions: Actions = {
  retry: (event) => act(event, 'retry', (_form, why) => ({ why })),
  discard: (event) => act(event, 'discard', (form, reason) => ({ sequence: Number(form.get('sequence')), reason })),
};

/** @throws a redirect to the list of lanes once it is done */
async function act(event: RequestEvent, what: 'retry' | 'discard', more: (form: FormData, why: string) => Readonly<Record<string, unknown>>) {
  const { name } = requireOperator(event);
  const form = await event.request.formData();
  const { why, mistake } = readReason(form);
  if (mistake !== undefined) return fail(422, { act: what, why, mistake });
  const done = await attempted(controlHere(event).send({ method: 'POST', path: `lanes/${what}`, body: { ...laneIn(event.url), by: name, ...more(form, why) } }));
  if (!('answer' in done)) return fail(statusOf(done), { act: what, why, ...done });
  redirect(303, `/lanes?act=${what}`);
}

function laneIn(url: URL): { readonly module: string; readonly lane: string } {
  return { module: url.searchParams.get('module') ?? '', lane: url.searchParams.get('lane') ?? '' };
}
