import { error, fail, redirect } from '@sveltejs/kit';
import type { ParkedAnswer } from '#lib/answers.ts';
import { refusalOf } from '#lib/server/control-problem.ts';
import { controlHere, orErrorPage, requireOperator } from '#lib/server/guarded.ts';
import type { Actions, PageServerLoad } from './$types';

/** Lanes that are looked through for the one that is meant. */
const most = 200;

export const load: PageServerLoad = async (event) => {
  const { module, lane } = laneIn(event.url);
  const { modules } = await orErrorPage(controlHere(event).get<ParkedAnswer>(`parked?limit=${most}&module=${encodeURIComponent(module)}`));
  const parked = modules[0]?.parked.find((one) => one.lane === lane);
  if (!parked) error(404, { message: 'This lane is not parked.', advice: 'It goes on, or somebody else has seen to it. See which are parked: Lanes.' });
  return { module, parked };
};

type Visit = Parameters<typeof controlHere>[0];

/** @throws a redirect to the list of lanes once it is done */
async function act(event: Visit, what: 'retry' | 'discard', more: Readonly<Record<string, unknown>> = {}) {
  const { name } = requireOperator(event);
  const send = async () => {
    try {
      await controlHere(event).send({ method: 'POST', path: `lanes/${what}`, body: { ...laneIn(event.url), by: name, ...more } });
      return undefined;
    } catch (cause) {
      return refusalOf(cause);
    }
  };
  const refusal = await orErrorPage(send());
  if (refusal) return fail(409, { refusal });
  redirect(303, `/lanes?act=${what}`);
}

export const actions: Actions = {
  retry: (event) => act(event, 'retry'),
  discard: async (event) => {
    const form = await event.request.formData();
    const reason = String(form.get('reason') ?? '').trim();
    if (reason === '') return fail(422, { mistake: 'Say why it is given up: it is kept with the call.' });
    return act(event, 'discard', { sequence: Number(form.get('sequence')), reason });
  },
};

function laneIn(url: URL): { readonly module: string; readonly lane: string } {
  return { module: url.searchParams.get('module') ?? '', lane: url.searchParams.get('lane') ?? '' };
}
