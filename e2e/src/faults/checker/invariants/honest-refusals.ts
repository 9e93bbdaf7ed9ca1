import { isProblemCode, problemDefinition, problemsOf, publicApi, type Endpoint } from '@banyan/contracts/public';
import type { cancel, HistoryEvent, Plan, Problem, status, submit } from '../../history/index.ts';
import { requestOf, type Facts } from '../facts/facts.ts';
import type { Operation } from '../facts/operations.ts';
import type { Breach, Invariant } from '../invariant.ts';

type Asked = Operation<typeof submit> | Operation<typeof status> | Operation<typeof cancel>;

/** Shoppers get an answer in time; a no is one that the API documents, and means no. */
export const honestRefusals: Invariant = {
  name: 'honest-refusals',
  promise: 'Shoppers are answered in time with a success or a documented 4xx; a 503 comes only where it was planned, with Retry-After; what was refused was not done.',
  *breaches(facts) {
    const { submits, looks, cancels, plan } = facts;
    const endpoints = { submit: publicApi.placeOrder, status: publicApi.getOrder, cancel: publicApi.cancelOrder };
    for (const asked of [...submits, ...looks, ...cancels]) {
      const what = wrongOf(asked, { plan, endpoint: endpoints[asked.invoke.f] });
      if (what !== undefined) yield { what, events: [asked.invoke, asked.end] as (HistoryEvent | undefined)[] };
    }
    yield* refusedYetDone(facts);
  },
};

function wrongOf({ invoke, end }: Asked, { plan, endpoint }: { readonly plan: Plan | undefined; readonly endpoint: Endpoint }): string | undefined {
  const tolerated = plan?.tolerated ?? 'failures';
  if (end === undefined) return tolerated === 'failures' ? undefined : 'A shopper never got an answer.';
  const took = Number((end.t - invoke.t) / 1_000_000n);
  if (plan && tolerated !== 'failures' && took > plan.deadline) return `A shopper waited ${took} ms for an answer, longer than ${plan.deadline} ms.`;
  if (end.k === 'ok') return undefined;
  if (end.http === 503) return refusalOf(end, tolerated);
  if (end.k === 'fail') return isDocumented(end, endpoint) ? undefined : `A shopper was refused with ${told(end)}, which is not documented for ${endpoint.method} ${endpoint.path}.`;
  return tolerated === 'failures' ? undefined : `A shopper's request failed: ${told(end)}.`;
}

function refusalOf({ retryAfter }: Problem, tolerated: Plan['tolerated']): string | undefined {
  if (retryAfter === undefined) return 'A shopper was refused with a 503 without Retry-After.';
  return tolerated === 'nothing' ? 'A shopper was refused with a 503 that was not planned.' : undefined;
}

/** A request that was never sent has no status. */
function isDocumented({ http, code }: Problem, endpoint: Endpoint): boolean {
  if (http === undefined) return true;
  return http < 500 && code !== undefined && isProblemCode(code) && problemsOf(endpoint).includes(code) && problemDefinition(code).status === http;
}

const told = ({ http, code, error }: Problem) => [http, code, error].filter((part) => part !== undefined).join(' ') || 'no reason';

function* refusedYetDone(facts: Facts): Generator<Breach> {
  for (const order of facts.witnesses.orders) {
    const request = requestOf(order, facts);
    if (request && !request.mayExist) {
      yield {
        what: `'${request.mark}' was refused each time, and carried out as ${order.orderId}.`,
        events: request.attempts.flatMap(({ invoke, end }) => [invoke, end]), rows: [{ order }],
      };
    }
  }
}
