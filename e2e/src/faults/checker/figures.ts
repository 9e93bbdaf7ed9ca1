import type { OrderStatus } from '@banyan/contracts/orders';
import { requestOf, type Facts } from './facts/facts.ts';
import type { Figures } from './verdict.ts';

/** Counts what the run was made of. */
export function figuresOf(facts: Facts): Figures {
  const { requests, witnesses, submits, looks, cancels } = facts;
  const ended = (status: OrderStatus) => witnesses.orders.filter((order) => order.status === status).length;
  return {
    attempted: requests.length,
    acknowledged: requests.filter(({ accepted }) => accepted.length > 0).length,
    recovered: witnesses.orders.filter((row) => requestOf(row, facts)?.accepted.length === 0).length,
    confirmed: ended('confirmed'),
    rejected: ended('rejected'),
    cancelled: ended('cancelled'),
    refused: [...submits, ...looks, ...cancels].filter(({ end }) => end !== undefined && end.k !== 'ok' && end.http === 503).length,
  };
}
