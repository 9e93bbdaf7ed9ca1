import type { GrantedOverride } from '@banyan/contracts/wire';
import type { OperatorActs, RouteTableDefinition } from '@banyan/strangler';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { amend, knownNow, type Amended, type Desk } from './amend.ts';
import type { ChangeAnswer, OverrideAnswer } from './answers.ts';
import { isRolloutMove, moveRollout } from './changes/move-rollout.ts';
import { override } from './changes/override.ts';
import { revert } from './changes/revert.ts';
import { setRoute } from './changes/set-route.ts';
import { startRollout } from './changes/start-rollout.ts';
import { readState } from './read-state.ts';
import { Refused } from './refused.ts';
import { readRequest } from './requests/read-request.ts';
import { MoveRolloutRequest, OverrideRequest, RevertRequest, routeForms, SetRouteRequest, StartRolloutRequest, stepForms } from './requests/schemas.ts';
import { UNSAID } from './unsaid.ts';

type Grant = (granted: GrantedOverride) => string;
type Entry = { readonly Params: { readonly entry: string } };
type Move = { readonly Params: { readonly entry: string; readonly move: string } };

/** What operators may do. */
export function changeEndpoints(server: FastifyInstance, { grant, acts, ...desk }: Desk & { readonly grant: Grant; readonly acts: OperatorActs }): void {
  server.put('/routes', async ({ body }) => {
    const { entry, route, ...wish } = readRequest(SetRouteRequest, body, { '/route': routeForms });
    return answerOf(await amend(desk, wishOf(wish), (known) => setRoute(known, { entry, route })));
  });

  server.post<Entry>('/rollouts/:entry', async ({ params: { entry }, body }) => {
    const { target, mode, steps, gate, ...wish } = readRequest(StartRolloutRequest, body, { '/steps/*': stepForms });
    const plan = { target, ...(mode ? { mode } : {}), ...(steps ? { steps } : {}), ...(gate ? { gate } : {}) };
    return answerOf(await amend(desk, wishOf(wish), (known) => startRollout(known, { entry, plan })), entry);
  });

  server.post<Move>('/rollouts/:entry/:move', async ({ params: { entry, move }, body }) => {
    if (!isRolloutMove(move)) throw new Refused('notFound', `A rollout cannot be told to '${move}'.`, 'Tell it to advance, hold, resume or rollback.');
    const wish = readRequest(MoveRolloutRequest, body);
    return answerOf(await amend(desk, wishOf(wish), (known) => moveRollout(known, { entry, move })), entry);
  });

  server.post('/revert', async ({ body }) => {
    const { version, ...wish } = readRequest(RevertRequest, body);
    const earlier = await tableAt(version, desk);
    return answerOf(await amend(desk, wishOf(wish), (known) => revert(known, earlier), { mends: true }));
  });

  server.post('/overrides', async ({ body }): Promise<OverrideAnswer> => {
    const { why = UNSAID, ...request } = readRequest(OverrideRequest, body);
    const granted = override(await knownNow(desk), request);
    const places = Object.entries(request.routes).map(([entry, place]) => `${entry}=${place}`);
    await acts.note({ kind: 'override', subject: `${places.join(' ')}, ${request.minutes} min`, by: request.by, why });
    return { token: grant(granted), expires: new Date(granted.expires).toISOString() };
  });
}

/** What is left out stays left out. */
function wishOf({ by, why, dryRun, ifVersion }: Static<typeof MoveRolloutRequest>): Parameters<typeof amend>[1] {
  return { by, why, ...(dryRun === undefined ? {} : { dryRun }), ...(ifVersion === undefined ? {} : { ifVersion }) };
}

function answerOf({ version, dryRun, moved, table }: Amended, entry?: string): ChangeAnswer {
  const rollout = entry === undefined ? undefined : table.rollouts?.[entry];
  return { version, dryRun, moved, ...(rollout ? { rollout } : {}) };
}

async function tableAt(version: number, { store, codec }: Desk): Promise<RouteTableDefinition> {
  const [stored] = await store.history({ limit: 1, before: version + 1 });
  if (stored?.version !== version) throw new Refused('unknownVersion', `There is no version ${version}.`, 'See which there are: banyan history');
  const state = readState(stored, codec);
  if ('change' in state) return state.change.table;
  throw new Refused('routesUnreadable', state.unreadable, 'Go back to a version that can be read: banyan history', { data: { version } });
}
