import { error } from '@sveltejs/kit';
import type { HistoryAnswer, HistoryChange, RoutesAnswer, ShadowsAnswer } from '#lib/answers.ts';
import { controlHere, orErrorPage } from '#lib/server/guarded.ts';
import type { PageServerLoad } from './$types';

const samplesShown = 3;
const changesShown = 20;

export const load: PageServerLoad = async (event) => {
  event.depends('control:state');
  const control = controlHere(event);
  const { entry } = event.params;
  const [{ rollouts }, { states }] = await orErrorPage(Promise.all([control.get<RoutesAnswer>('routes'), control.get<HistoryAnswer>('history?limit=200')]));
  const view = rollouts.find((one) => one.entry === entry);
  if (!view) error(404, { message: 'There is no rollout of this.', advice: 'Begin one on the page Rollouts.' });
  const { shadows, samples } = await orErrorPage(control.get<ShadowsAnswer>(`shadows?entry=${encodeURIComponent(entry)}&since=${begunAt(entry, states) ?? view.rollout.sinceVersion}`));
  return {
    view,
    shadows,
    samples: samples.slice(0, samplesShown),
    moreSamples: Math.max(0, samples.length - samplesShown),
    history: states.filter((state): state is HistoryChange => 'by' in state && !!state.changes && [...state.changes.routes, ...state.changes.rollouts].some((change) => change.entry === entry)).slice(0, changesShown),
  };
};

/** The version with which the rollout began the last time: what it found stays to be read once it has gone back. */
function begunAt(entry: string, states: HistoryAnswer['states']): number | undefined {
  const isUnderWay = (one: { readonly state: string } | null) => one?.state === 'running' || one?.state === 'held';
  return states.find((state) => 'by' in state && state.changes?.rollouts.some((change) => change.entry === entry && isUnderWay(change.after) && !isUnderWay(change.before)))?.version;
}
