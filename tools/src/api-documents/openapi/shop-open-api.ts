import { openApi, publicApi } from '@banyan/contracts/public';
import type { Json } from '../json.ts';

/** The version of the shoppers' API, as the edge serves it. */
export const SHOP_API_VERSION = '1.0.0';

/** The OpenAPI 3.1 description of the shoppers' API. */
export function shopOpenApi(): Json {
  return openApi(publicApi, { version: SHOP_API_VERSION });
}
