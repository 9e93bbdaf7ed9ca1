import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cart } from '@banyan/contracts/checkout';
import { codecOf } from '@banyan/contracts/define';
import { checkoutInTest, customer, guest, type CheckoutInTest } from '../testing/checkout-in-test.ts';

let checkout: CheckoutInTest;
beforeAll(async () => {
  checkout = await checkoutInTest();
});
afterAll(() => checkout.close());

describe('a cart', () => {
  it('begins empty under an id that nobody can guess', async () => {
    const cart = await checkout.api.createCart({}, guest);
    expect(codecOf(Cart).violations(cart)).toEqual([]);
    expect(await checkout.api.getCart({ cartId: cart.cartId }, guest)).toEqual({ cartId: cart.cartId, lines: [] });
  });

  it('holds each product once, with the quantity put last', async () => {
    const { cartId } = await checkout.api.createCart({}, guest);
    await checkout.api.putCartLine({ cartId, sku: 'LAMP', quantity: 2 }, guest);
    await checkout.api.putCartLine({ cartId, sku: 'CHAIR', quantity: 1 }, guest);
    const cart = await checkout.api.putCartLine({ cartId, sku: 'LAMP', quantity: 7 }, guest);
    expect(cart.lines).toEqual([{ sku: 'LAMP', quantity: 7 }, { sku: 'CHAIR', quantity: 1 }]);
    expect(await checkout.api.getCart({ cartId }, guest)).toEqual(cart);
    expect(await checkout.api.removeCartLine({ cartId, sku: 'LAMP' }, guest)).toEqual({ cartId, lines: [{ sku: 'CHAIR', quantity: 1 }] });
  });

  it('keeps every one of many changes at once', async () => {
    const { cartId } = await checkout.api.createCart({}, guest);
    await Promise.all(Array.from({ length: 30 }, (_, index) => checkout.api.putCartLine({ cartId, sku: `S${index}`, quantity: 1 }, guest)));
    expect((await checkout.api.getCart({ cartId }, guest)).lines).toHaveLength(30);
  });

  it('stays as it was when it is full', async () => {
    const { cartId } = await checkout.api.createCart({}, guest);
    const full = Array.from({ length: 1_200 }, (_, index) => ({ sku: `S${index}`, quantity: 1 }));
    await checkout.database.query('UPDATE checkout.cart SET lines = $2 WHERE cart_id = $1', [cartId, JSON.stringify(full)]);
    await expect(checkout.api.putCartLine({ cartId, sku: 'ONE-MORE', quantity: 1 }, guest)).rejects.toMatchObject({ code: 'cartFull', data: { limit: 1_200 } });
    expect((await checkout.api.getCart({ cartId }, guest)).lines).toEqual(full);
  });

  it("is found by its customer only, and a guest's by whoever knows its id", async () => {
    const hers = await checkout.api.createCart({}, customer('ada'));
    const cartNotFound = { code: 'cartNotFound', data: { cartId: hers.cartId } };
    for (const other of [guest, customer('bob')]) {
      await expect(checkout.api.getCart({ cartId: hers.cartId }, other)).rejects.toMatchObject(cartNotFound);
      await expect(checkout.api.putCartLine({ cartId: hers.cartId, sku: 'LAMP', quantity: 1 }, other)).rejects.toMatchObject(cartNotFound);
      await expect(checkout.api.removeCartLine({ cartId: hers.cartId, sku: 'LAMP' }, other)).rejects.toMatchObject(cartNotFound);
    }
    expect(await checkout.api.getCart({ cartId: hers.cartId }, customer('ada'))).toEqual(hers);
    const guests = await checkout.api.createCart({}, guest);
    expect(await checkout.api.getCart({ cartId: guests.cartId }, customer('ada'))).toEqual(guests);
  });
});
