import { Controller, Inject } from '@nestjs/common';
import { catalog, type CatalogApi } from '@banyan/contracts/catalog';
import { tokenOf } from '@banyan/contracts/define';
import { publicApi, type AnswerOf } from '@banyan/contracts/public';
import { Serves } from '../serves.ts';

/** Where the shop sells. */
@Controller()
export class MarketsController {
  readonly #catalog: CatalogApi;

  constructor(@Inject(tokenOf(catalog)) api: CatalogApi) {
    this.#catalog = api;
  }

  @Serves(publicApi.listMarkets)
  async list(): Promise<AnswerOf<typeof publicApi.listMarkets>> {
    const { markets } = await this.#catalog.listMarkets({});
    return { items: markets };
  }
}
