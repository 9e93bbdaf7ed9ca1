import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, MarketId, Money, Next, page, Sku, text } from './fields.ts';

const Product = Type.Object(
  { sku: Sku, name: Type.String(), brand: Type.String(), price: Money, inStock: Type.Boolean() },
  { title: 'Product' },
);

export const listProducts = endpoint({
  method: 'GET',
  path: '/products',
  summary: 'The products of a market, by stock code; q looks in name and stock code, without case.',
  bearer: 'none',
  query: closed({ market: MarketId, q: Type.Optional(text(100)), brand: Type.Optional(text(200)), ...page }),
  answer: { status: 200, body: Type.Object({ items: Type.Array(Product), next: Next }, { title: 'Products' }) },
  problems: ['unknownMarket', 'invalidCursor'],
});

export const getProduct = endpoint({
  method: 'GET',
  path: '/products/{sku}',
  summary: 'A product as one market sees it.',
  bearer: 'none',
  params: closed({ sku: Sku }),
  query: closed({ market: MarketId }),
  answer: { status: 200, body: Product },
  problems: ['unknownMarket', 'unknownProduct'],
});
