import { describe, expect, it } from '@jest/globals';
import { changeoverFrom, event, swapped } from './bad/bad-history.ts';
import { check } from './check.ts';
import { aRun, ids } from './testing/a-run.ts';
import { ModelShop } from './testing/model-shop.ts';
import { buyerOf, orderIdOf } from './testing/names.ts';
import { events, operations, rows } from './testing/run.ts';

const mug = [{ sku: 'MUG', quantity: 1 }];

/** Judges what a shop that keeps its promises does, besides one plain order. */
function judged(story: (shop: ModelShop) => void, plan: object = {}) {
  const shop = new ModelShop({ MUG: 3 }, plan);
  const asked = shop.submit({ customer: 'zoe', key: 'plain', lines: mug });
  asked.take();
  asked.hear();
  story(shop);
  const { history, witnesses } = shop.end();
  return check(history, witnesses);
}

describe('nothing is found in a run', () => {
  it('in which all sorts of things happen', () => {
    expect(aRun().verdict()).toEqual({
      kind: 'valid',
      figures: { attempted: 10, acknowledged: 6, recovered: 1, confirmed: 4, rejected: 2, cancelled: 1, refused: 1 },
    });
  });

  it('with one plain order', () => {
    expect(judged(() => undefined, { tolerated: 'nothing' }).kind).toBe('valid');
  });

  it('in which a shopper sends an order three times under one key, and hears of the last', () => {
    const story = (shop: ModelShop) => {
      for (const end of ['lose', 'lose', 'hear'] as const) {
        const asked = shop.submit({ customer: 'ada', key: 'k', lines: mug });
        asked.take();
        asked[end]();
      }
    };
    expect(judged(story)).toMatchObject({ kind: 'valid', figures: { attempted: 2, acknowledged: 2, confirmed: 2 } });
  });

  it.each([true, false])('in which nobody knows what became of an order and its cancellation; both arrived: %s', (arrived) => {
    const story = (shop: ModelShop) => {
      shop.cancel('zoe', orderIdOf('zoe', 'plain')).take();
      const done = shop.cancel('zoe', orderIdOf('zoe', 'plain'));
      done.take();
      done.hear();
      const asked = shop.submit({ customer: 'ada', key: 'k', lines: mug });
      if (arrived) asked.take();
      asked.lose();
      const cancelling = shop.cancel('ada', orderIdOf('ada', 'k'));
      if (arrived) cancelling.take();
      cancelling.lose();
    };
    expect(judged(story)).toMatchObject({ kind: 'valid', figures: { recovered: arrived ? 1 : 0, cancelled: arrived ? 2 : 1 } });
  });

  it('in which an order is cancelled twice, and one that was rejected is cancelled too', () => {
    const story = (shop: ModelShop) => {
      const asked = shop.submit({ customer: 'ada', key: 'broke', lines: mug, solvent: false });
      asked.take();
      asked.hear();
      for (const [customer, key] of [['ada', 'broke'], ['zoe', 'plain'], ['zoe', 'plain']] as const) {
        const cancelling = shop.cancel(customer, orderIdOf(customer, key));
        cancelling.take();
        cancelling.hear();
        shop.workOff(customer);
      }
    };
    expect(judged(story)).toMatchObject({ kind: 'valid', figures: { rejected: 1, cancelled: 1 } });
  });

  it('in which orders are refused with Retry-After, as planned', () => {
    const refused = (shop: ModelShop) => shop.submit({ customer: 'ada', key: 'k', lines: mug }).refuse({ http: 503, code: 'unavailable', retryAfter: 2 });
    expect(judged(refused, { tolerated: 'refusals' })).toMatchObject({ kind: 'valid', figures: { refused: 1 } });
  });

  it('in which workers take a lane from each other and calls are delivered again', () => {
    const story = (shop: ModelShop) => {
      for (const worker of ['worker-1', 'worker-2', 'worker-1', 'worker-1']) shop.claim('zoe', worker);
      shop.work('zoe');
      shop.claim('zoe', 'worker-2');
      shop.work('zoe');
    };
    expect(judged(story).kind).toBe('valid');
  });

  it('in which the shop tells what it last heard, or what a receipt says, and says so', () => {
    const story = (shop: ModelShop) => {
      shop.look('zoe', orderIdOf('zoe', 'plain'), 'stale');
      shop.workOff('zoe');
      shop.look('zoe', orderIdOf('zoe', 'plain'));
      shop.look('zoe', orderIdOf('zoe', 'plain'), 'byReceipt');
      shop.look('zoe', orderIdOf('zoe', 'plain'), 'stale');
    };
    expect(judged(story).kind).toBe('valid');
  });

  it('in which another session has not heard yet what one was shown', () => {
    const early = { t: 12_000_000n, p: 'others', op: 'others-1', f: 'status', session: 'other', orderId: ids.confirmed };
    const late = { http: 200, status: 'accepted', history: ['accepted'], stale: false, byReceipt: false };
    expect(aRun().with(events.with({ ...early, k: 'invoke', n: 1 }, { ...early, k: 'ok', n: 2, ...late, t: 40_000_000n })).verdict().kind).toBe('valid');
  });

  it.each(['first', 'second'])('in which two orders under way at once end up in either sequence: the %s begun is taken first', (which) => {
    const story = (shop: ModelShop) => {
      const both = ['1', '2'].map((key) => shop.submit({ customer: 'ada', key, lines: mug }));
      for (const asked of which === 'first' ? both : both.toReversed()) asked.take();
      for (const asked of both) asked.hear();
    };
    expect(judged(story).kind).toBe('valid');
  });

  it.each([0, 60_000])('in which orders change places while intake changes its way, unless Order-After binds them: noticed %d ms late', (late) => {
    const changed = aRun().with(swapped(ids.declined, ids.lamp), changeoverFrom('declined', 'lamp', late));
    expect(changed.verdict().kind).toBe('valid');
    expect(changed.with(events.changed(event('submit', 'invoke', { key: 'lamp' }), { after: ids.declined })).broken()).toEqual(['in-real-time']);
  });

  it('in which a second body was accepted under a key by the queue, and is told as never executed', () => {
    const both = events.changed(event('submit', 'fail', { http: 422 }), { k: 'ok', http: 202, orderId: ids.retried, code: undefined });
    expect(aRun().with(both, rows('notExecuted').with({ orderId: ids.retried, requestHash: 'other' })).verdict().kind).toBe('valid');
  });

  it('in which checkout itself rejects an order, whose cart is gone', () => {
    const orderId = orderIdOf('dora', 'no-cart');
    const stamp = { p: 'dora', op: 'dora-1', f: 'submit' };
    const asked = { session: 'dora', customer: 'dora', key: 'no-cart', hash: 'h', content: { market: 'GB', lines: [] } };
    const rejected = [
      events.with({ ...stamp, k: 'invoke', t: 5n, n: 1, ...asked }, { ...stamp, k: 'ok', t: 6n, n: 2, http: 202, orderId }),
      rows('intake').with({ orderId, buyer: buyerOf('dora'), market: 'GB', lines: [] }),
      rows('orders').with({ orderId, buyer: buyerOf('dora'), mark: null, market: 'GB', status: 'rejected', reason: 'unknownCart', lines: null, total: null, steps: [] }),
      rows('heard').with({ orderId, status: 'rejected', revision: 1 }),
    ];
    expect(aRun().with(...rejected).verdict().kind).toBe('valid');
  });

  it('in which an order costs nothing, so that nobody is charged', () => {
    const free = [
      rows('orders').changed(({ orderId }) => orderId === ids.lamp, { lines: [{ sku: 'LAMP', quantity: 1, unitPrice: 0 }], total: { amount: 0, currency: 'GBP' } }),
      rows('ledger').without(({ key }) => key.startsWith(ids.lamp)),
      events.changed(event('submit', 'invoke', { key: 'lamp' }), { total: { amount: 0, currency: 'GBP' } }),
    ];
    expect(aRun().with(...free).verdict().kind).toBe('valid');
  });

  it('in which an order has too many lines to be recorded one by one', () => {
    const shop = new ModelShop(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`S${index}`, 1])));
    const asked = shop.submit({ customer: 'ada', key: 'k', lines: Array.from({ length: 100 }, (_, index) => ({ sku: `S${index}`, quantity: 1 })) });
    asked.take();
    asked.hear();
    shop.workOff('ada');
    shop.count();
    const { history, witnesses } = shop.end();
    expect(check(history, witnesses)).toMatchObject({ kind: 'valid', figures: { confirmed: 1 } });
  });

  it('in which a refused request was never sent', () => {
    expect(aRun().with(operations.endedBy(event('submit', 'invoke', { key: 'malformed' }), { http: undefined, code: undefined, error: 'ECONNREFUSED' })).verdict().kind).toBe('valid');
  });
});
