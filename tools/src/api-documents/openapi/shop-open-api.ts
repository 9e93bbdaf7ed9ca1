import { openApi, publicApi, SHOP_API_VERSION } from '@banyan/contracts/public';
import type { Json } from '../json.ts';

/** The OpenAPI 3.1 description of the shoppers' API. */
export function shopOpenApi(): Json {
  return openApi(publicApi, { version: SHOP_API_VERSION });
}
