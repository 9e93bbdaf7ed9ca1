import { error } from '@sveltejs/kit';
import type { HistoryAnswer, HistoryChange, HostsAnswer, RoutesAnswer, ShadowsAnswer } from '#lib/answers.ts';
import { entriesOf } from '#lib/entries.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

/** Samples that are shown: each can be long. */
const samplesShown = 5;
const changesShown = 10;

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const control = controlHere(event);
  const { address } = event.params;
  const [routes, history, hosts] = await orErrorPage(Promise.all([control.get<RoutesAnswer>('routes'), control.get<HistoryAnswer>('history?limit=200'), control.get<HostsAnswer>('hosts')]));
  const operation = routes.operations.find((one) => one.address === address);
  if (!operation) error(404, { message: 'There is no such operation.', advice: 'See which there are: Operations.' });
  const { shadows, samples } = await orErrorPage(control.get<ShadowsAnswer>(`shadows?entry=${encodeURIComponent(address)}`));
  const entries = entriesOf(address, routes.groups);
  const desk = event.locals.desk;
  return {
    operation,
    entries,
    hosts: [...new Set(hosts.hosts.map(({ host }) => host))],
    shadows,
    samples: samples.slice(0, samplesShown),
    moreSamples: Math.max(0, samples.length - samplesShown),
    history: history.states.filter((state): state is HistoryChange => 'by' in state && !!state.changes?.routes.some(({ entry }) => entries.includes(entry))).slice(0, changesShown),
    latencies: desk.traffic.latencies.of(address),
    traffic: desk.traffic.latest,
  };
};
