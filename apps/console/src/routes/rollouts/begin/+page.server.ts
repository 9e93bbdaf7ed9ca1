import { redirect } from '@sveltejs/kit';
import type { HostsAnswer, RoutesAnswer } from '#lib/answers.ts';
import { allEntries } from '#lib/entries.ts';
import { readPlan, type PlanMistake } from '#lib/rollout-plan.ts';
import { controlHere, orErrorPage, requireOperator } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

/** A plan that is in order goes on to the page that asks; one that is not comes back with what was written and all that is wrong. */
export const load: PageServerLoad = async (event) => {
  requireOperator(event);
  const query = event.url.searchParams;
  const read = query.has('act') ? readPlan(query) : undefined;
  if (read && 'plan' in read) redirect(303, `/change?${query.toString()}`);
  const control = controlHere(event);
  const [routes, hosts] = await orErrorPage(Promise.all([control.get<RoutesAnswer>('routes'), control.get<HostsAnswer>('hosts')]));
  return {
    given: Object.fromEntries(query),
    mistakes: read?.mistakes ?? ([] as readonly PlanMistake[]),
    entries: allEntries(routes),
    hosts: [...new Set(hosts.hosts.map(({ host }) => host))],
  };
};
