import type { Shop } from '@banyan/tools/start';

const size = 1_000;
const skuOf = (index: number) => `BENCH-${String(index % size).padStart(4, '0')}`;
const shipTo = { name: 'Ada Example', line1: '1 Example Street', city: 'London', postcode: 'N1 1AA', country: 'GB' };
const buyers = 2_000;

/** Brings in a thousand products of which no measurement sells out. */
export async function bringInAssortment({ operatorUrl, operatorToken }: Shop): Promise<void> {
  const products = Array.from({ length: size }, (_, index) => ({
    sku: skuOf(index),
    name: `Product no. ${index}`,
    brand: 'Bench',
    stock: 1_000_000,
    prices: [{ priceList: 'gbp', amount: 100 + index }],
  }));
  const call = async (operation: string, input: object) => {
    const answer = await fetch(`${operatorUrl}/operator/v1/operations/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorToken}` },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${operation} answered ${answer.status}: ${await answer.text()}`);
  };
  await call('catalog.importMarkets', { markets: [{ id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'gbp' }] });
  await call('catalog.importProducts', { products });
}

/** The nth order, and another buyer than those of the orders about it. @param lines one to three where left out */
export function orderNo(n: number, lines = 1 + (n % 3)): object {
  return {
    lines: Array.from({ length: lines }, (_, line) => ({ sku: skuOf(n * 7 + line * 331), quantity: 1 + line })),
    market: 'GB',
    email: `buyer-${n % buyers}@example.org`,
    shipTo,
    payment: { token: 'tok_approved' },
  };
}
