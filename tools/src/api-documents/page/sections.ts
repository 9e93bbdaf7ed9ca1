import type { Contract } from '@banyan/contracts/define';
import { publicApi, SHOP_API_VERSION, type Endpoint } from '@banyan/contracts/public';
import { endpointArticle } from './endpoint-article.ts';
import { eventArticle, operationArticle } from './operation-article.ts';
import type { Article } from './parts.ts';

/** The part of the page on one API. */
export interface Section {
  /** Where links lead, and what its documents' names begin with. */
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly description: string | undefined;
  readonly articles: readonly Article[];
}

/** The shoppers' API. */
export function shopSection(): Section {
  return {
    id: 'shop',
    title: 'The shoppers’ API',
    version: SHOP_API_VERSION,
    description: 'What the shop answers over HTTP, wherever its modules run. Amounts are whole minor units of a currency.',
    articles: Object.entries<Endpoint>(publicApi).map(([name, endpoint]) => endpointArticle(name, endpoint)),
  };
}

/** A module's contract. */
export function moduleSection({ name: module, version, description, operations, events }: Contract, all: readonly Contract[]): Section {
  return {
    id: module,
    title: module,
    version,
    description,
    articles: [
      ...Object.entries(operations).map(([name, operation]) => operationArticle(module, name, operation, all)),
      ...Object.entries(events).map(([name, event]) => eventArticle(module, name, event, all)),
    ],
  };
}
