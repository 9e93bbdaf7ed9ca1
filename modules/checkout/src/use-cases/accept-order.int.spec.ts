import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptedOrder } from '@banyan/contracts/checkout';
import { codecOf } from '@banyan/contracts/define';
import { checkoutInTest, checkoutOver, customer, guest, lamps, newKey, type CheckoutInTest } from '../testing/checkout-in-test.ts';

let checkout: CheckoutInTest;
beforeAll(async () => {
  checkout = await checkoutInTest();
});
afterAll(() => checkout.close());

const entries = () =>
  checkout.database.query<{ lane: string; sequence: number; body: string }>('SELECT lane, sequence, body FROM checkout.outbox_entry ORDER BY lane, sequence');
const entriesOf = async (orderId: string) => (await entries()).filter(({ body }) => body.includes(orderId));
const accept = (idempotencyKey: string, request = lamps(), context = customer('ada')) => checkout.api.acceptOrder({ idempotencyKey, request }, context);

describe('an accepted order', () => {
  it('is answered as the contract says, is in the outbox, and wakes the relay', async () => {
    const before = checkout.nudges.count;
    const answer = await accept(newKey());
    expect(codecOf(AcceptedOrder).violations(answer)).toEqual([]);
    expect(answer.acceptedAt).toBe(new Date(checkout.clock.now).toISOString());
    const [entry, ...others] = await entriesOf(answer.orderId);
    expect(others).toEqual([]);
    const { orderId, acceptedAt } = answer;
    expect(JSON.parse(entry!.body)).toEqual({ orderId, buyer: 'cus_ada00000', acceptedAt, ...lamps() });
    expect(checkout.nudges.count).toBe(before + 1);
  });

  it('has lines of the same product added up', async () => {
    const lines = [{ sku: 'A', quantity: 1 }, { sku: 'B', quantity: 1 }, { sku: 'A', quantity: 4 }];
    const { orderId } = await accept(newKey(), lamps({ lines }));
    const [entry] = await entriesOf(orderId);
    expect(JSON.parse(entry!.body)).toMatchObject({ lines: [{ sku: 'A', quantity: 5 }, { sku: 'B', quantity: 1 }] });
  });

  it("hides a guest's e-mail address from its buyer, and hands it on to be written to", async () => {
    const { orderId } = await accept(newKey(), lamps({ email: 'Grace@Example.org' }), guest);
    const [entry] = await entriesOf(orderId);
    expect(JSON.parse(entry!.body)).toMatchObject({ buyer: expect.stringMatching(/^gst_[A-Za-z0-9_-]{22}$/), email: 'Grace@Example.org' });
  });
});

describe('a repeated order', () => {
  it('has one answer, one row and one number, however many come at once', async () => {
    const key = newKey();
    const context = customer('fifty');
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(key, lamps(), context)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [{ orderId }] = answers as [AcceptedOrder];
    expect(await checkout.database.query('SELECT 1 FROM checkout.intake WHERE order_id = $1', [orderId])).toHaveLength(1);
    expect(await entriesOf(orderId)).toHaveLength(1);
    const next = await accept(newKey(), lamps(), context);
    expect((await entriesOf(next.orderId))[0]?.sequence).toBe(2);
  });

  it('is answered as before although time has passed and its properties come in another order', async () => {
    const key = newKey();
    const first = await accept(key);
    checkout.clock.now += 60_000;
    const { market, ...rest } = lamps();
    expect(JSON.stringify(await accept(key, { ...rest, market }))).toBe(JSON.stringify(first));
  });

  it('is refused with another body, and names the order that the key stands for', async () => {
    const key = newKey();
    const { orderId } = await accept(key);
    await expect(accept(key, lamps({ market: 'FR' }))).rejects.toMatchObject({ code: 'idempotencyKeyReused', data: { orderId } });
  });

  it('is another order for another buyer, customer or guest', async () => {
    const key = newKey();
    const answers = [
      await accept(key),
      await accept(key, lamps(), customer('bob')),
      await accept(key, lamps({ email: 'a@b.example' }), guest),
      await accept(key, lamps({ email: 'c@b.example' }), guest),
    ];
    expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(4);
  });

  it('names the same order while keys are being exchanged', async () => {
    const key = newKey();
    const request = lamps({ email: 'rotating@example.org' });
    const first = await accept(key, request, guest);
    const { api } = checkoutOver(checkout.database, 'k2', 'k1');
    expect(await api.acceptOrder({ idempotencyKey: key, request }, guest)).toEqual(first);
    expect(await entriesOf(first.orderId)).toHaveLength(1);
  });
});

describe('an order from a cart', () => {
  const cartWith = async (sku: string, context = customer('ada')) => {
    const { cartId } = await checkout.api.createCart({}, context);
    await checkout.api.putCartLine({ cartId, sku, quantity: 3 }, context);
    return cartId;
  };

  it('has the lines that the cart holds', async () => {
    const { orderId } = await accept(newKey(), lamps({ cartId: await cartWith('CHAIR') }));
    expect(JSON.parse((await entriesOf(orderId))[0]!.body)).toMatchObject({ lines: [{ sku: 'CHAIR', quantity: 3 }] });
  });

  it('is repeated whatever has become of the cart', async () => {
    const key = newKey();
    const cartId = await cartWith('CHAIR');
    const request = lamps({ cartId });
    const first = await accept(key, request);
    await checkout.api.putCartLine({ cartId, sku: 'TABLE', quantity: 1 }, customer('ada'));
    expect(await accept(key, request)).toEqual(first);
    await checkout.api.removeCartLine({ cartId, sku: 'TABLE' }, customer('ada'));
    await checkout.api.removeCartLine({ cartId, sku: 'CHAIR' }, customer('ada'));
    expect(await accept(key, request)).toEqual(first);
    await checkout.database.query('DELETE FROM checkout.cart WHERE cart_id = $1', [cartId]);
    expect(await accept(key, request)).toEqual(first);
    await expect(accept(key, { ...request, market: 'FR' })).rejects.toMatchObject({ code: 'idempotencyKeyReused' });
    expect(await entriesOf(first.orderId)).toHaveLength(1);
  });

  it("is refused without a cart, with an empty one, and with another customer's", async () => {
    const empty = await checkout.api.createCart({}, customer('ada'));
    await expect(accept(newKey(), lamps({ cartId: empty.cartId }))).rejects.toMatchObject({ code: 'cartEmpty', data: { cartId: empty.cartId } });
    await expect(accept(newKey(), lamps({ cartId: `crt_${'A'.repeat(22)}` }))).rejects.toMatchObject({ code: 'cartNotFound' });
    await expect(accept(newKey(), lamps({ cartId: await cartWith('CHAIR', customer('bob')) }))).rejects.toMatchObject({ code: 'cartNotFound' });
  });
});

describe('a request that is no order', () => {
  it('is refused from a guest without an e-mail address', async () => {
    await expect(accept(newKey(), lamps(), guest)).rejects.toMatchObject({ code: 'emailMissing' });
  });

  it('is refused with both lines and cart, or neither', async () => {
    const { lines: _lines, ...neither } = lamps();
    const both = { ...lamps(), cartId: `crt_${'A'.repeat(22)}` };
    await expect(accept(newKey(), neither)).rejects.toMatchObject({ code: 'contractViolation' });
    await expect(accept(newKey(), both)).rejects.toMatchObject({ code: 'contractViolation' });
  });
});
