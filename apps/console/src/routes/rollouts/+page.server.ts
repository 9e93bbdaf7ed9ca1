import type { HostsAnswer, RoutesAnswer } from '#lib/answers.ts';
import { allEntries } from '#lib/entries.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const control = controlHere(event);
  const [routes, hosts] = await orErrorPage(Promise.all([control.get<RoutesAnswer>('routes'), control.get<HostsAnswer>('hosts')]));
  return { rollouts: routes.rollouts, entries: allEntries(routes), hosts: [...new Set(hosts.hosts.map(({ host }) => host))] };
};
