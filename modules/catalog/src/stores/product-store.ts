import type { Sql } from '@banyan/adapter-postgres';
import type { Product } from '@banyan/contracts/catalog';
import type { Offer } from '../domain/quote.ts';
import type { Products } from '../ports/products.ts';

/** `found` joined to the market, so that one answer tells an unknown market (no row) from nothing found (a row without SKU). */
const inMarket = (found: string) => `
  SELECT found.sku, found.name, found.brand, found.amount, price_list.currency, found.in_stock
  FROM catalog.market
  JOIN catalog.price_list ON price_list.id = market.price_list
  LEFT JOIN LATERAL (${found}) AS found ON true
  WHERE market.id = $1
  ORDER BY found.sku`;

const soldProduct = `
  SELECT product.sku, product.name, product.brand, newest.amount, stock.on_hand > 0 AS in_stock
  FROM catalog.product
  JOIN catalog.stock ON stock.sku = product.sku
  CROSS JOIN LATERAL (
    SELECT amount FROM catalog.price
    WHERE price.sku = product.sku AND price.price_list = market.price_list
    ORDER BY valid_from DESC LIMIT 1
  ) AS newest`;

const oneProduct = inMarket(`${soldProduct} WHERE product.sku = $2`);

/** A statement of its own for one brand: the plan of another could not use the index on brands. */
const manyProducts = (ofBrand: string) => inMarket(`${soldProduct}
  WHERE product.sku > $2 AND ($3::text IS NULL OR strpos(product.search_text, $3) > 0) ${ofBrand}
  ORDER BY product.sku LIMIT $4`);
const productsOfAll = manyProducts('');
const productsOfBrand = manyProducts('AND product.brand = $5');

const offers = `
  SELECT product.name, held.amount, price_list.currency
  FROM unnest($3::text[]) WITH ORDINALITY AS wanted (sku, position)
  LEFT JOIN catalog.product ON product.sku = wanted.sku
  LEFT JOIN (catalog.market JOIN catalog.price_list ON price_list.id = market.price_list) ON market.id = $1
  LEFT JOIN LATERAL (
    SELECT amount FROM catalog.price
    WHERE price.sku = product.sku AND price.price_list = market.price_list AND valid_from <= $2
    ORDER BY valid_from DESC LIMIT 1
  ) AS held ON true
  ORDER BY wanted.position`;

interface SoldRow {
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly amount: number;
  readonly currency: string;
  readonly in_stock: boolean;
}

interface NothingFoundRow {
  readonly sku: null;
}

interface OfferRow {
  readonly name: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
}

/** Products in PostgreSQL: one statement for each question. */
export function productStore(sql: Sql): Products {
  return {
    async search({ market, text, brand, after, limit }) {
      const page = [market, after, text ?? null, limit];
      const rows = brand === undefined
        ? await sql.query<SoldRow | NothingFoundRow>(productsOfAll, page)
        : await sql.query<SoldRow | NothingFoundRow>(productsOfBrand, [...page, brand]);
      if (rows.length === 0) return 'unknownMarket';
      return rows.filter(isSold).map(toProduct);
    },

    async find(market, sku) {
      const [row] = await sql.query<SoldRow | NothingFoundRow>(oneProduct, [market, sku]);
      if (!row) return 'unknownMarket';
      return isSold(row) ? toProduct(row) : 'unknownProduct';
    },

    async offers(market, at, skus) {
      const rows = await sql.query<OfferRow>(offers, [market, at, skus]);
      return rows.map(toOffer);
    },
  };
}

function isSold(row: SoldRow | NothingFoundRow): row is SoldRow {
  return row.sku !== null;
}

function toProduct({ sku, name, brand, amount, currency, in_stock }: SoldRow): Product {
  return { sku, name, brand, price: { amount, currency }, inStock: in_stock };
}

function toOffer({ name, amount, currency }: OfferRow): Offer {
  if (name === null) return 'unknownSku';
  if (amount === null || currency === null) return 'notSoldInMarket';
  return { name, unitPrice: amount, currency };
}
