import type { PriceList } from '@banyan/contracts/catalog';

export interface MarketRow {
  readonly id: string;
  readonly name: string;
  readonly priceList: string;
}

export interface ProductRow {
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly searchText: string;
}

/** Pieces of a product at first. */
export interface StockRow {
  readonly sku: string;
  readonly initial: number;
}

export interface PriceRow {
  readonly priceList: string;
  readonly sku: string;
  /** ISO 8601 instant; null for a price that has held since the product was there. */
  readonly validFrom: string | null;
  /** In minor units. */
  readonly amount: number;
}

type Rows<Row> = Readonly<Record<string, Row>>;

/** Rows that a change to the assortment creates, by table and key; none of a table that is left out. */
export interface AssortmentRows {
  readonly 'catalog.price_list'?: Rows<PriceList>;
  readonly 'catalog.market'?: Rows<MarketRow>;
  readonly 'catalog.brand'?: Rows<{ readonly name: string }>;
  readonly 'catalog.product'?: Rows<ProductRow>;
  readonly 'catalog.stock'?: Rows<StockRow>;
  readonly 'catalog.price'?: Rows<PriceRow>;
}
