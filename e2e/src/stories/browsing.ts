import { expect } from '@jest/globals';
import type { Story } from './story.ts';

interface Page {
  readonly items: readonly { readonly sku: string; readonly inStock: boolean }[];
  readonly next: string | null;
}

export const browsing: Story = async (shopper) => {
  const markets = await shopper.ask('get', '/markets');
  expect(markets.status).toBe(200);

  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Page = (await shopper.ask('get', `/products?market=GB&limit=10${next && `&cursor=${next}`}`)).body as Page;
    seen.push(...page.items.map(({ sku }) => sku));
    next = page.next;
  }
  expect(seen).toHaveLength(36);
  expect(seen).toEqual([...new Set(seen)].toSorted());

  const mugs = (await shopper.ask('get', '/products?market=GB&q=mug&brand=Harbour')).body as Page;
  expect(mugs.items.map(({ sku, inStock }) => [sku, inStock])).toEqual([
    ['MUG', true],
    ['MUG-RARE', true],
    ['SOLD-OUT', false],
  ]);
  const percent = (await shopper.ask('get', '/products?market=GB&q=100%25')).body as Page;
  expect(percent.items.map(({ sku }) => sku)).toEqual(['LAMP-XL']);

  const yen = await shopper.ask('get', '/products/LAMP?market=JP');
  expect(yen.body).toMatchObject({ price: { amount: 4_980, currency: 'JPY' } });
  expect((await shopper.ask('get', '/products/LAMP-XL?market=JP')).status).toBe(404);
  expect((await shopper.ask('get', '/products/NO-SUCH?market=GB')).status).toBe(404);
  expect((await shopper.ask('get', '/products?market=XX')).status).toBe(404);
  expect((await shopper.ask('get', '/products?market=GB&cursor=made-up')).status).toBe(400);
};
