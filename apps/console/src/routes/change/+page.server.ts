import { error, fail, redirect } from '@sveltejs/kit';
import { readAct, requestFor, type Act } from '#lib/acts.ts';
import type { ChangeAnswer } from '#lib/answers.ts';
import { refusalOf } from '#lib/server/control-problem.ts';
import { controlHere, orErrorPage, requireOperator } from '#lib/server/guarded.ts';
import { previewOf } from '#lib/server/preview.ts';
import type { Actions, PageServerLoad } from './$types';

/** What an act would move. It asks once; nothing is done before somebody has said why. */
export const load: PageServerLoad = async (event) => {
  const { name } = requireOperator(event);
  const read = readAct(event.url.searchParams);
  if ('mistakes' in read) error(400, { message: 'This cannot be done so.', advice: read.mistakes.join(' ') });
  return { preview: await orErrorPage(previewOf(read.act, controlHere(event), name, event.locals.desk.traffic.latest?.flows)) };
};

export const actions: Actions = {
  default: async (event) => {
    const { name } = requireOperator(event);
    const read = readAct(event.url.searchParams);
    if ('mistakes' in read) error(400, { message: 'This cannot be done so.', advice: read.mistakes.join(' ') });
    const form = await event.request.formData();
    const why = String(form.get('why') ?? '').trim();
    const from = Number(form.get('from'));
    if (why === '') return fail(422, { why, mistake: 'Say why: whoever reads the history wants to know.' });
    const made = await orErrorPage(changed(event, read.act, { by: name, why, ...(Number.isInteger(from) && from > 0 ? { ifVersion: from } : {}) }));
    if ('refusal' in made) return fail(409, { why, refusal: made.refusal });
    redirect(303, `${pageOf(read.act)}?done=${made.version}`);
  },
};

async function changed(event: Parameters<typeof controlHere>[0], act: Act, wish: Readonly<Record<string, unknown>>) {
  const { body, ...request } = requestFor(act);
  try {
    const { version } = await controlHere(event).send<ChangeAnswer>({ ...request, body: { ...body, ...wish } });
    return { version };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

/** Where one sees what has become of it. */
function pageOf(act: Act): string {
  if (act.kind === 'revert') return '/history';
  if (act.kind !== 'route') return `/rollouts/${encodeURIComponent(act.entry)}`;
  return act.entry.endsWith('.*') ? '/operations' : `/operations/${encodeURIComponent(act.entry)}`;
}
