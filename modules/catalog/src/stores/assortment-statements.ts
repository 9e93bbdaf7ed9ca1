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

/** Brands by name. */
export const heldBrands = 'SELECT name FROM catalog.brand WHERE name = ANY ($1)';

/** The newest prices by the columns price list and SKU. */
export const newestPrices = `
  SELECT wanted.price_list AS "priceList", wanted.sku, nullif(newest.valid_from, '-infinity') AS "validFrom", newest.amount
  FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[])) AS wanted (price_list, sku)
  CROSS JOIN LATERAL (
    SELECT amount, valid_from FROM catalog.price
    WHERE price.sku = wanted.sku AND price.price_list = wanted.price_list
    ORDER BY valid_from DESC LIMIT 1
  ) AS newest`;

/** Price lists from the columns id and currency. */
export const createPriceLists = `
  INSERT INTO catalog.price_list (id, currency) SELECT * FROM unnest($1::text[], $2::text[])`;

/** Markets from the columns id, name and price list. */
export const createMarkets = `
  INSERT INTO catalog.market (id, name, price_list) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`;

/** Brands from the column name. */
export const createBrands = 'INSERT INTO catalog.brand (name) SELECT * FROM unnest($1::text[])';

/** Products from the columns SKU, name, brand and search text. */
export const createProducts = `
  INSERT INTO catalog.product (sku, name, brand, search_text)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])`;

/** Stock from the columns SKU and pieces. */
export const createStock = `
  INSERT INTO catalog.stock (sku, initial, on_hand)
  SELECT sku, pieces, pieces FROM unnest($1::text[], $2::integer[]) AS created (sku, pieces)`;

/** Prices from the columns price list, SKU, instant and amount; those without an instant have held since ever. */
export const createPrices = `
  INSERT INTO catalog.price (price_list, sku, valid_from, amount)
  SELECT price_list, sku, coalesce(valid_from, '-infinity'), amount
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[]) AS created (price_list, sku, valid_from, amount)`;
