import { Controller, Inject } from '@nestjs/common';
import { catalog, type CatalogApi } from '@banyan/contracts/catalog';
import { tokenOf } from '@banyan/contracts/define';
import { publicApi, type AnswerOf, type RequestTo } from '@banyan/contracts/public';
import { Serves } from '../serves.ts';

const { listProducts, getProduct } = publicApi;

/** What a market can buy, and for how much. */
@Controller()
export class ProductsController {
  readonly #catalog: CatalogApi;

  constructor(@Inject(tokenOf(catalog)) api: CatalogApi) {
    this.#catalog = api;
  }

  @Serves(listProducts)
  list({ query }: RequestTo<typeof listProducts>): Promise<AnswerOf<typeof listProducts>> {
    return this.#catalog.searchProducts(query);
  }

  @Serves(getProduct)
  get({ params, query }: RequestTo<typeof getProduct>): Promise<AnswerOf<typeof getProduct>> {
    return this.#catalog.getProduct({ market: query.market, sku: params.sku });
  }
}
