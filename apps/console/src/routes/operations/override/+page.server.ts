import { fail } from '@sveltejs/kit';
import type { HostsAnswer, OverrideAnswer, RoutesAnswer } from '#lib/answers.ts';
import { allEntries } from '#lib/entries.ts';
import { attempted, statusOf } from '#lib/server/attempted.ts';
import { controlHere, orErrorPage, requireOperator } from '#lib/server/guarded.ts';
import { readOverride } from '#lib/override.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireOperator(event);
  const control = controlHere(event);
  const [routes, hosts] = await orErrorPage(Promise.all([control.get<RoutesAnswer>('routes'), control.get<HostsAnswer>('hosts')]));
  return { chosen: event.url.searchParams.get('entry') ?? '', entries: allEntries(routes), hosts: [...new Set(hosts.hosts.map(({ host }) => host))] };
};

export const actions: Actions = {
  default: async (event) => {
    const { name } = requireOperator(event);
    const form = await event.request.formData();
    const given = Object.fromEntries(['entry', 'place', 'minutes', 'why'].map((field) => [field, String(form.get(field) ?? '')]));
    const { asked, mistakes } = readOverride(form);
    if (mistakes) return fail(422, { given, mistakes });
    const granted = await attempted(controlHere(event).send<OverrideAnswer>({ method: 'POST', path: 'overrides', body: { ...asked, by: name } }));
    return 'answer' in granted ? { granted: granted.answer } : fail(statusOf(granted), { given, ...granted });
  },
};
