import type { InboxAdministration, LaneMark, ParkedLane } from '@banyan/outbox';
import type { OperatorActs } from '@banyan/strangler';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { DiscardAnswer, LanesAnswer, ParkedAnswer, RedriveAnswer, RetryAnswer } from './answers.ts';
import { Refused } from './refused.ts';
import { readRequest } from './requests/read-request.ts';
import { DiscardRequest, LanesQuery, RedriveRequest, RetryRequest } from './requests/schemas.ts';
import { UNSAID } from './unsaid.ts';

/** How many messages of a queue were taken back. */
export interface Redriven {
  readonly queue: string;
  readonly moved: number;
}

/** What is looked at and changed of lanes. */
export interface LaneDesk {
  /** By module; only modules that take deferred calls. */
  readonly inboxes: () => ReadonlyMap<string, InboxAdministration>;
  /** Takes what lies parked beside a module's queues back into them; undefined where there are no queues. */
  readonly redrive: ((module: string) => Promise<readonly Redriven[]>) | undefined;
}

const LIMIT = 20;

/** What viewers see of lanes, and operators do to them. */
export function laneEndpoints(server: FastifyInstance, { inboxes, redrive, acts }: LaneDesk & { readonly acts: OperatorActs }): void {
  server.get('/lanes', async ({ query }): Promise<LanesAnswer> => {
    const { chosen, page } = pageOf(query, inboxes());
    const read = chosen.map(async ([module, inbox]) => {
      const [backlog, lanes] = await Promise.all([inbox.backlog(), inbox.lanes(page)]);
      return { module, ...backlog, lanes, next: nextOf(lanes, page.limit, ({ oldest, lane }) => ({ at: oldest, lane })) };
    });
    return { modules: await Promise.all(read) };
  });

  server.get('/parked', async ({ query }): Promise<ParkedAnswer> => {
    const { chosen, page } = pageOf(query, inboxes());
    const read = chosen.map(async ([module, inbox]) => {
      const parked = await inbox.parked(page);
      return { module, parked, next: nextOf(parked, page.limit, ({ since, lane }) => ({ at: since, lane })) };
    });
    return { modules: await Promise.all(read) };
  });

  server.post('/lanes/retry', async ({ body }): Promise<RetryAnswer> => {
    const { module, lane, by, why = UNSAID, dryRun = false } = readRequest(RetryRequest, body);
    const inbox = inboxOf(module, inboxes());
    const parked = await parkedLane(inbox, lane);
    if (!parked) throw notParked(module, lane);
    if (dryRun) return { module, dryRun, parked };
    await acts.note({ kind: 'retry', subject: subjectOf(module, lane, parked.call.sequence), by, why });
    if (!(await inbox.retry(lane))) throw notParked(module, lane);
    return { module, dryRun, parked };
  });

  server.post('/lanes/discard', async ({ body }): Promise<DiscardAnswer> => {
    const request = readRequest(DiscardRequest, body);
    const { module, lane, sequence, by, reason, dryRun = false } = request;
    const inbox = inboxOf(module, inboxes());
    const parked = await parkedLane(inbox, lane);
    const answer = { module, lane, sequence, dryRun };
    if (!dryRun && parked?.call.sequence === sequence) await acts.note({ kind: 'discard', subject: subjectOf(module, lane, sequence), by, why: reason });
    if (!dryRun) return { ...answer, parked: (await discarded(inbox, request)) ? (parked ?? null) : null };
    if (!parked) throw notParked(module, lane);
    if (parked.call.sequence !== sequence) throw anotherCall(request, parked.call.sequence);
    return { ...answer, parked };
  });

  server.post('/queues/redrive', async ({ body }): Promise<RedriveAnswer> => {
    const { module, by, why = UNSAID } = readRequest(RedriveRequest, body);
    inboxOf(module, inboxes());
    if (!redrive) throw new Refused('noQueues', 'This shop has no queues.', 'Nothing can lie beside them. See what is parked in the inboxes: banyan parked');
    await acts.note({ kind: 'redrive', subject: module, by, why });
    return { module, queues: await redrive(module) };
  });
}

function pageOf(query: unknown, inboxes: ReadonlyMap<string, InboxAdministration>) {
  const { module, limit = LIMIT, after } = readRequest(LanesQuery, query);
  if (after !== undefined && module === undefined) throw new Refused('invalidRequest', 'Which module’s lanes go on there is not said.', 'Name the module.');
  const slash = after?.indexOf('/') ?? -1;
  const mark = after === undefined ? {} : { after: { at: after.slice(0, slash), lane: after.slice(slash + 1) } };
  const chosen = module === undefined ? [...inboxes] : [[module, inboxOf(module, inboxes)] as const];
  return { chosen, page: { limit: Number(limit), ...mark } };
}

function nextOf<T>(list: readonly T[], limit: number, markOf: (one: T) => LaneMark): string | null {
  const last = list.at(-1);
  if (!last || list.length < limit) return null;
  const { at, lane } = markOf(last);
  return `${at}/${lane}`;
}

function subjectOf(module: string, lane: string, sequence: number): string {
  return `${module} '${lane}', call ${sequence}`;
}

function inboxOf(module: string, inboxes: ReadonlyMap<string, InboxAdministration>): InboxAdministration {
  const inbox = inboxes.get(module);
  if (inbox) return inbox;
  throw new Refused('unknownModule', `There is no inbox of a module '${module}'.`, `Name one of ${[...inboxes.keys()].join(', ')}.`);
}

async function parkedLane(inbox: InboxAdministration, lane: string): Promise<ParkedLane | undefined> {
  const [parked] = await inbox.parked({ limit: 1, lane });
  return parked;
}

/** @returns false if it was before */
async function discarded(inbox: InboxAdministration, request: Static<typeof DiscardRequest>): Promise<boolean> {
  const { module, lane, sequence, by, reason } = request;
  const outcome = await inbox.discard({ lane, sequence, by, reason });
  switch (outcome.kind) {
    case 'discarded':
      return true;
    case 'wasDiscarded':
      return false;
    case 'notParked':
      throw notParked(module, lane);
    case 'anotherCall':
      throw anotherCall(request, outcome.sequence);
  }
}

function notParked(module: string, lane: string): Refused {
  return new Refused('notParked', `The lane ${lane} of ${module} is not parked.`, 'Nothing was changed. See which are: banyan parked');
}

function anotherCall({ lane, sequence }: Pick<Static<typeof DiscardRequest>, 'lane' | 'sequence'>, first: number): Refused {
  return new Refused('anotherCall', `The lane ${lane} is parked for its call ${first}, not ${sequence}.`, 'Nothing was changed. Look at that call first: banyan parked', { data: { sequence: first } });
}
