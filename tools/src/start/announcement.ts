import type { ShopOptions } from './options.ts';
import { shown } from './root.ts';
import type { Shop } from './shop.ts';

/** What people are told once a shop is ready: where it is, what runs, what to try next. */
export function announcement(shop: Pick<Shop, 'publicUrl' | 'operatorUrl' | 'controlUrl' | 'storefrontUrl' | 'consoleUrl' | 'hosts'>, { data, demo }: Pick<ShopOptions, 'data' | 'demo'>, seconds: number): string {
  const folder = shown(data);
  const api = `${shop.publicUrl}/api/v1`;
  const width = Math.max(...shop.hosts.map(({ name }) => name.length));
  const pidWidth = Math.max(...shop.hosts.map(({ pid }) => String(pid).length));
  const urlWidth = Math.max(...shop.hosts.map(({ url }) => url.length));
  return [
    '',
    `Banyan is ready after ${seconds.toFixed(1)} s.`,
    '',
    ...(shop.storefrontUrl === undefined ? [] : [`  Storefront  ${shop.storefrontUrl}`]),
    ...(shop.consoleUrl === undefined ? [] : [`  Console     ${shop.consoleUrl}  (token: BANYAN_CONTROL_TOKEN in ${folder}/operator.env)`]),
    `  Shop        ${api}`,
    `  OpenAPI     ${api}/openapi.json`,
    `  Operator    ${shop.operatorUrl}  (address and token: ${folder}/operator.env)`,
    ...(shop.controlUrl === undefined ? [] : [`  Control     ${shop.controlUrl}  (npx banyan routes, npx banyan --help)`]),
    '',
    ...shop.hosts.map(({ name, pid, url, command }) => `  ${name.padEnd(width)}  pid ${String(pid).padStart(pidWidth)}  ${url.padEnd(urlWidth)}  ${command}`),
    '',
    ...(demo ? ['Try:', ...tries(api), ''] : [`The catalogue is as it was. Bring products in through the operator's API.`, '']),
    `Logs are in ${folder}/logs. Ctrl-C stops everything.`,
  ].join('\n');
}

function tries(api: string): string[] {
  const order = {
    market: 'GB',
    email: 'ada@example.org',
    lines: [{ sku: 'HEARTH-POT-24', quantity: 1 }],
    shipTo: { name: 'Ada Byron', line1: '12 St James Square', city: 'London', postcode: 'SW1Y 4JH', country: 'GB' },
    payment: { token: 'tok_approved' },
  };
  return [
    `  curl '${api}/products?market=GB&limit=5'`,
    `  curl -i ${api}/orders -H 'content-type: application/json' -H "idempotency-key: $(date +%s)-first-order" \\`,
    `    -d '${JSON.stringify(order)}'`,
  ];
}
