/** Held until the transaction ends; taken by whoever changes the assortment, by nobody who sells from it. */
export const changeAlone = `SELECT pg_advisory_xact_lock(hashtextextended('catalog.assortment', 0))`;

/** Markets by id. */
export const heldMarkets = `
  SELECT market.id, market.name, price_list.currency, market.price_list AS "priceList"
  FROM catalog.market JOIN catalog.price_list ON price_list.id = market.price_list
  WHERE market.id = ANY ($1)`;

/** Price lists by id. */
export const heldPriceLists = 'SELECT id, currency FROM catalog.price_list WHERE id = ANY ($1)';

/** Products by SKU, with first stock and first prices. */
export const heldProducts = `
  SELECT product.sku, product.name, product.brand, stock.initial AS stock, coalesce(first.prices, '[]') AS prices
  FROM catalog.product
  JOIN catalog.stock ON stock.sku = product.sku
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('priceList', price_list, 'amount', amount)) AS prices
    FROM catalog.price WHERE price.sku = product.sku AND valid_from = '-infinity'
  ) AS first ON true
  WHERE product.sku = ANY ($1)`;

/** Price lists from the columns id and currency. */
export const createPriceLists = `
  INSERT INTO catalog.price_list (id, currency) SELECT * FROM unnest($1::text[], $2::text[])`;

/** Markets from the columns id, name and price list. */
export const createMarkets = `
  INSERT INTO catalog.market (id, name, price_list) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`;

/** Those brands that are new. */
export const createBrands = `
  INSERT INTO catalog.brand (name) SELECT DISTINCT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING`;

/** Products from the columns SKU, name, brand and search text. */
export const createProducts = `
  INSERT INTO catalog.product (sku, name, brand, search_text)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])`;

/** Stock from the columns SKU and pieces. */
export const createStock = `
  INSERT INTO catalog.stock (sku, initial, on_hand)
  SELECT sku, pieces, pieces FROM unnest($1::text[], $2::integer[]) AS created (sku, pieces)`;

/** First prices from the columns price list, SKU and amount; a price may be named twice. */
export const createPrices = `
  INSERT INTO catalog.price (price_list, sku, amount, valid_from)
  SELECT DISTINCT created.*, '-infinity'::timestamptz FROM unnest($1::text[], $2::text[], $3::bigint[]) AS created`;

/**
 * New prices from the columns price list, SKU and amount, and the instant. Should that not be later than the
 * newest price's (clocks differ), the new one begins a millisecond after it, so that none is written over.
 */
export const startPrices = `
  INSERT INTO catalog.price (price_list, sku, amount, valid_from)
  SELECT wanted.price_list, wanted.sku, wanted.amount, greatest($4, newest.valid_from + interval '1 millisecond')
  FROM unnest($1::text[], $2::text[], $3::bigint[]) AS wanted (price_list, sku, amount)
  LEFT JOIN LATERAL (
    SELECT amount, valid_from FROM catalog.price
    WHERE price.sku = wanted.sku AND price.price_list = wanted.price_list
    ORDER BY valid_from DESC LIMIT 1
  ) AS newest ON true
  WHERE newest.amount IS DISTINCT FROM wanted.amount
  RETURNING sku`;
