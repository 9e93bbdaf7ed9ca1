import type { Contract } from '@banyan/contracts/define';
import { moduleAsyncApi } from './asyncapi/module-async-api.ts';
import { contracts } from './contracts.ts';
import type { Json } from './json.ts';
import { moduleOpenApi } from './openapi/module-open-api.ts';
import { shopOpenApi } from './openapi/shop-open-api.ts';
import { page } from './page/page.ts';

/** All documents by their file names, with the page that shows them. */
export function apiDocuments(all: readonly Contract[] = contracts): ReadonlyMap<string, string> {
  const documents = new Map<string, Json>([['shop.openapi.json', shopOpenApi()]]);
  for (const contract of all) {
    documents.set(`${contract.name}.openapi.json`, moduleOpenApi(contract, all));
    const queues = moduleAsyncApi(contract, all);
    if (queues) documents.set(`${contract.name}.asyncapi.json`, queues);
  }
  const texts = [...documents].map(([file, json]) => [file, `${JSON.stringify(json, null, 2)}\n`] as const);
  return new Map([...texts, ['index.html', page(all, [...documents.keys()])]]);
}
