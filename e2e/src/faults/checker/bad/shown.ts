import { ids } from '../testing/a-run.ts';
import { events, operations, rows } from '../testing/run.ts';
import { about, event, type BadHistory } from './bad-history.ts';

const looks = (session: string, orderId: string) => event('status', 'invoke', { session, orderId });
const planned = (change: object) => events.changed(event('planned', 'note'), change);
const told = (orderId: string) => ({ k: 'ok', http: 202, orderId, error: undefined });
/** No connection breaks; the shop refuses one order for the time being. */
const onlyRefusals = [
  planned({ tolerated: 'refusals', orders: 8 }),
  operations.without(event('submit', 'invoke', { key: 'never-arrived' })),
  operations.endedBy(event('submit', 'invoke', { key: 'unheard' }), told(ids.unheard)),
  operations.endedBy(event('submit', 'invoke', { key: 'retried', hash: JSON.stringify([{ sku: 'MUG', quantity: 1 }]) }), told(ids.retried)),
];

/** What shoppers were shown and told, where that is not true. */
export const badAnswers: readonly BadHistory[] = [
  { what: 'an accepted order that is not found', changes: [operations.endedBy(looks('cleo', ids.outOfStock), { k: 'fail', http: 404, code: 'unknownOrder' })], broken: 'status-holds' },
  {
    what: 'a status that went back within a session, marked as stale',
    changes: [events.changed((one) => one.f === 'status' && one.k === 'ok' && one.byReceipt, { status: 'processing', history: ['accepted', 'processing'], byReceipt: false })],
    broken: 'status-holds',
  },
  { what: 'an order shown as confirmed that was rejected', changes: [operations.endedBy(looks('cleo', ids.outOfStock), { status: 'confirmed', history: ['accepted', 'processing', 'confirmed'] })], broken: 'status-holds' },
  { what: 'a history that leaves out what was', changes: [operations.endedBy(looks('last', ids.lamp), { history: ['accepted', 'confirmed'] })], broken: 'status-holds' },
  { what: 'a status that is not the last of its history', changes: [operations.endedBy(looks('cleo', ids.outOfStock), { status: 'processing' })], broken: 'status-holds' },
  { what: 'an order known by its receipt alone and told for certain', changes: [events.changed((one) => one.f === 'status' && one.k === 'ok' && one.status === 'accepted' && !one.byReceipt, { byReceipt: true })], broken: 'status-holds' },
  { what: 'an order still shown as stale once all was done', changes: [operations.endedBy(looks('last', ids.lamp), { stale: true })], broken: 'status-holds' },
  { what: 'an order still shown as processing once all was done', changes: [operations.endedBy(looks('last', ids.lamp), { status: 'processing', history: ['accepted', 'processing'] })], broken: 'status-holds' },

  { what: 'an order whose end the edge never heard of', changes: [rows('heard').changed(about(ids.lamp), { status: 'processing', revision: 1 })], broken: 'edge-agrees' },
  { what: 'an order that the edge knows nothing of', changes: [rows('heard').without(about(ids.lamp))], broken: 'edge-agrees' },
  { what: 'a change that the edge counted twice', changes: [rows('heard').changed(about(ids.lamp), { revision: 3 })], broken: 'edge-agrees' },
  { what: 'news of no order', changes: [rows('heard').with({ orderId: 'ord_k1nothing', status: 'confirmed', revision: 2 })], broken: 'edge-agrees' },

  { what: 'a 503 without Retry-After', changes: [events.changed(event('submit', 'info', { http: 503 }), { retryAfter: undefined })], broken: 'honest-refusals' },
  { what: 'a 4xx that the API does not document', changes: [events.changed(event('submit', 'fail', { http: 400 }), { http: 409, code: 'emailTaken' })], broken: 'honest-refusals' },
  { what: 'a refusal without a code', changes: [events.changed(event('submit', 'fail', { http: 400 }), { code: undefined })], broken: 'honest-refusals' },
  {
    what: 'an order that was refused each time and carried out',
    changes: [operations.endedBy(event('submit', 'invoke', { key: 'unheard' }), { k: 'fail', http: 400, code: 'invalidInput', error: undefined })],
    broken: 'honest-refusals',
  },
  { what: 'connections that broke where only refusals were planned', changes: [planned({ tolerated: 'refusals' })], broken: 'honest-refusals' },
  { what: 'an answer that never came', changes: [...onlyRefusals, events.without(event('submit', 'fail', { http: 422 }))], broken: 'honest-refusals' },
  { what: 'an answer that took longer than planned', changes: [...onlyRefusals, planned({ deadline: 1 }), events.changed(event('submit', 'fail', { http: 422 }), { t: 1_000_000_000n })], broken: 'honest-refusals' },
  { what: 'a 503 where none was planned', changes: [...onlyRefusals, planned({ tolerated: 'nothing' })], broken: 'honest-refusals' },
];
