import { describe, expect, it } from '@jest/globals';
import type { PlannedOrder } from '../plan/plan.ts';
import { ShopAway, ShopRefusal } from '../shop/shop-api.ts';
import { orderOf } from '../testing/order.ts';
import { ShopInMemory } from '../testing/shop-in-memory.ts';
import { play } from './play.ts';

const noOne = { accepted: () => undefined, ended: () => undefined };

function playTo(shop: ShopInMemory, orders: readonly PlannedOrder[], given: { readonly patience?: number; readonly rate?: number; readonly signal?: AbortSignal } = {}) {
  return play(orders, {
    shop,
    run: 'run-1',
    tokens: new Map([['17850', 'token of 17850']]),
    patience: 10_000,
    listener: noOne,
    clock: () => performance.now(),
    signal: new AbortController().signal,
    ...given,
  });
}

describe('playing orders', () => {
  it('sends each with a key of this run and sees it end', async () => {
    const shop = new ShopInMemory();
    const outcomes = await playTo(shop, [orderOf('1', { customer: '17850' }), orderOf('2')]);
    expect(outcomes).toMatchObject([
      { kind: 'final', order: { invoice: '1' }, shown: { status: 'confirmed' } },
      { kind: 'final', order: { invoice: '2' }, shown: { status: 'confirmed' } },
    ]);
    expect(shop.arrived).toMatchObject([
      { idempotencyKey: 'replay-run-1-1', token: 'token of 17850', body: { market: 'GB', lines: [{ sku: '85123A', quantity: 6 }], payment: { token: 'tok_approved' } } },
      { idempotencyKey: 'replay-run-1-2', body: { email: 'guest-2@example.org' } },
    ]);
    expect(shop.arrived[0]?.body).not.toHaveProperty('email');
    expect(shop.arrived[1]).not.toHaveProperty('token');
  });

  it('keeps to the sequence of a customer, though others overtake', async () => {
    const shop = new ShopInMemory();
    const held = Promise.withResolvers<void>();
    shop.beforeTaking = ({ idempotencyKey }) => (idempotencyKey.endsWith('-1') ? held.promise : undefined);
    const playing = playTo(shop, [orderOf('1', { customer: '17850' }), orderOf('2', { customer: '17850' }), orderOf('3')]);
    shop.show = (order) => {
      held.resolve();
      return order;
    };
    await playing;
    expect(shop.arrived.map(({ idempotencyKey }) => idempotencyKey.at(-1))).toEqual(['1', '3', '2']);
  });

  it('sends at most sixteen at a time', async () => {
    const shop = new ShopInMemory();
    let [now, most] = [0, 0];
    shop.beforeTaking = async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    await playTo(shop, Array.from({ length: 100 }, (_, index) => orderOf(String(index))));
    expect([most, shop.arrived.length]).toEqual([16, 100]);
  });

  it('sends no more in a second than it is told to', async () => {
    const shop = new ShopInMemory();
    const began = performance.now();
    await playTo(shop, Array.from({ length: 11 }, (_, index) => orderOf(String(index))), { rate: 100 });
    expect(performance.now() - began).toBeGreaterThanOrEqual(99);
  });

  it('sends again, with the same key, while the shop is away', async () => {
    const shop = new ShopInMemory();
    shop.beforeTaking = () => {
      if (shop.arrived.length < 3) throw new ShopAway('no answer (ECONNRESET)', { retryAfter: 1 });
    };
    const outcomes = await playTo(shop, [orderOf('1')]);
    expect(outcomes).toMatchObject([{ kind: 'final' }]);
    expect(shop.arrived.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['replay-run-1-1', 'replay-run-1-1', 'replay-run-1-1']);
  });

  it('does not insist where the shop refuses, and goes on with the customer’s next', async () => {
    const shop = new ShopInMemory();
    shop.beforeTaking = ({ idempotencyKey }) => {
      if (idempotencyKey.endsWith('-1')) throw new ShopRefusal('answer 400 invalidInput');
    };
    const outcomes = await playTo(shop, [orderOf('1', { customer: '17850' }), orderOf('2', { customer: '17850' })]);
    expect(outcomes).toMatchObject([{ kind: 'refused', why: 'answer 400 invalidInput' }, { kind: 'final' }]);
    expect(shop.arrived).toHaveLength(2);
  });

  it('takes a state for final only when it is fresh', async () => {
    const shop = new ShopInMemory();
    const seen: string[] = [];
    shop.show = (order) => {
      const shown = [{ ...order, status: 'processing' as const }, { ...order, stale: true }, order][seen.length] ?? order;
      seen.push(`${shown.status}${shown.stale ? ', stale' : ''}`);
      return shown;
    };
    expect(await playTo(shop, [orderOf('1')])).toMatchObject([{ kind: 'final', shown: { stale: false } }]);
    expect(seen).toEqual(['processing', 'confirmed, stale', 'confirmed']);
  });

  it('gives up on orders that do not end, and names the last word of each', async () => {
    const shop = new ShopInMemory();
    shop.show = (order) => (order.orderId.endsWith('1') ? { ...order, status: 'processing' } : order);
    const outcomes = await playTo(shop, [orderOf('1'), orderOf('2')], { patience: 200 });
    expect(outcomes).toMatchObject([{ kind: 'open', lastWord: 'processing' }, { kind: 'final' }]);
  });

  it('gives up on a shop that never answers', async () => {
    const shop = new ShopInMemory();
    shop.beforeTaking = () => {
      throw new ShopAway('no answer (ECONNREFUSED)');
    };
    const orders = Array.from({ length: 30 }, (_, index) => orderOf(String(index)));
    const outcomes = await playTo(shop, orders, { patience: 150 });
    expect(new Set(outcomes.map((outcome) => outcome.kind === 'refused' && outcome.why))).toEqual(new Set(['no answer (ECONNREFUSED)', 'not sent any more']));
  });

  it('ends at once when it is broken off', async () => {
    const shop = new ShopInMemory();
    shop.show = (order) => ({ ...order, status: 'processing' });
    const breakOff = new AbortController();
    shop.beforeTaking = () => breakOff.abort(new Error('broken off'));
    await expect(playTo(shop, [orderOf('1'), orderOf('2')], { signal: breakOff.signal })).rejects.toThrow('broken off');
  });
});
