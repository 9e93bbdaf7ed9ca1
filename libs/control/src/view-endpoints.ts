import { judgedAddresses } from '@banyan/strangler';
import type { FastifyInstance } from 'fastify';
import { noRoutes, type Desk } from './amend.ts';
import type { DoctorAnswer, HistoryAnswer, HostsAnswer, RoutesAnswer, ShadowsAnswer } from './answers.ts';
import { requireEntry } from './changes/proposal.ts';
import { ALIVE } from './known.ts';
import { readState } from './read-state.ts';
import { Refused } from './refused.ts';
import { readRequest } from './requests/read-request.ts';
import { HistoryQuery, NoQuery, ShadowsQuery } from './requests/schemas.ts';
import { diagnose } from './views/doctor.ts';
import { historyView } from './views/history.ts';
import { hostsView } from './views/hosts.ts';
import { routesView } from './views/routes.ts';
import { shadowsView } from './views/shadows.ts';

const MINUTE = 60_000;
/** Milliseconds: what instances that have gone saw of a rollout's step counts as well. */
const DAY = 86_400_000;
/** How far back a version that can be read is looked for. */
const LOOKED_BACK = 200;

/** What viewers may see. */
export function viewEndpoints(server: FastifyInstance, { store, reports, codec, contracts, home, now }: Desk): void {
  server.get('/routes', async ({ query }): Promise<RoutesAnswer> => {
    readRequest(NoQuery, query);
    const [stored, known] = await Promise.all([store.load(), reports.reports(DAY)]);
    if (!stored) throw noRoutes();
    const state = readState(stored, codec);
    if ('unreadable' in state) throw new Refused('routesUnreadable', state.unreadable, 'See what can be done: banyan doctor', { data: { version: state.version } });
    return routesView(state.change, { contracts, reports: known, now: now() });
  });

  server.get('/history', async ({ query }): Promise<HistoryAnswer> => {
    const { limit = '20', before } = readRequest(HistoryQuery, query);
    const states = await store.history({ limit: Number(limit) + 1, ...(before === undefined ? {} : { before: Number(before) }) });
    return historyView(states.map((state) => readState(state, codec)), Number(limit));
  });

  server.get('/hosts', async ({ query }): Promise<HostsAnswer> => {
    readRequest(NoQuery, query);
    const [stored, known] = await Promise.all([store.load(), reports.reports(MINUTE)]);
    return hostsView(known, { newest: stored?.version ?? null, now: now() });
  });

  server.get('/shadows', async ({ query }): Promise<ShadowsAnswer> => {
    const { entry, since } = readRequest(ShadowsQuery, query);
    if (entry !== undefined) requireEntry(entry, { contracts });
    return shadowsView(await reports.reports(DAY), {
      ...(entry === undefined ? {} : { addresses: judgedAddresses(entry, contracts) }),
      ...(since === undefined ? {} : { since: Number(since) }),
    });
  });

  server.get('/doctor', async ({ query }): Promise<DoctorAnswer> => {
    readRequest(NoQuery, query);
    const [stored, alive, known] = await Promise.all([store.load(), reports.reports(ALIVE), reports.reports(DAY)]);
    const newest = stored && readState(stored, codec);
    const earlier = newest && 'unreadable' in newest ? await store.history({ limit: LOOKED_BACK, before: newest.version }) : [];
    const readable = earlier.map((state) => readState(state, codec)).find((state) => 'change' in state)?.version;
    return diagnose({ newest, readable, alive, reports: known, contracts, home, now: now() });
  });
}
