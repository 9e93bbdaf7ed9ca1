import { API_PREFIX } from '@banyan/contracts/public';
import { block, type Line } from './lines.ts';
import { passedOn } from './passed-on.ts';
import type { NginxSettings } from './settings.ts';

/** What pages read of a browser's request. Who the shopper is and by which protocol they came, nginx says itself. */
const passedHeaders = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'cookie',
  'if-none-match',
  'last-event-id',
  'origin',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  // By which SvelteKit knows a form that a script sends.
  'x-sveltekit-action',
] as const;

/** Seconds between two signs of life: a page waits longer for the API than shoppers of the API do, and one that follows an order is silent for 14. */
const SILENT_FOR = 30;

const UNAVAILABLE_PATH = '/page/unavailable';
const unavailable =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>One moment, please</title>' +
  '<h1>The shop is catching its breath.</h1><p>Nothing you did is lost. Please try again in a moment.</p></html>';

/**
 * Every address that is neither the API's nor one of the health checks, served by the storefront; 404 if there is none. Another instance is asked
 * only where the first had nothing of the request, or where asking changes nothing: a form is never sent twice. What the storefront answers is passed
 * on as it is, and a stream as it comes, for which the storefront asks.
 */
export function pagesLocation(settings: NginxSettings): Line[] {
  const { pages, between } = settings;
  if (!pages) return [block('location /', ['return 404;'])];
  return [
    // Nothing else of the API, and no health of a single process.
    block(`location ${API_PREFIX.slice(0, API_PREFIX.lastIndexOf('/'))}/`, ['return 404;']),
    block('location /health/', ['return 404;']),
    block(`location = ${UNAVAILABLE_PATH}`, [
      'internal;',
      'default_type "text/html; charset=utf-8";',
      "add_header retry-after '2' always;",
      'add_header cache-control no-store always;',
      `add_header content-security-policy "default-src 'none'" always;`,
      `return 503 '${unavailable}';`,
    ]),
    block('location /', [
      `error_page 500 502 503 504 =503 ${UNAVAILABLE_PATH};`,
      // By a name with its port: a form is taken from the pages' own origin only.
      ...passedOn(passedHeaders, '$http_host', settings),
      'proxy_next_upstream error;',
      `proxy_read_timeout ${SILENT_FOR}s;`,
      // Beside cookies, a page's headers name the scripts that it begins with.
      'proxy_buffer_size 16k;',
      'proxy_buffers 8 16k;',
      ...(between ? [`proxy_ssl_name ${pages[0]?.replace(/:\d+$/, '')};`] : []),
      `proxy_pass ${between ? 'https' : 'http'}://pages;`,
    ]),
  ];
}
