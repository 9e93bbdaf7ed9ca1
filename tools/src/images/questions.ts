import { HttpTarget } from '@banyan/adapter-http/target';
import { catalog } from '@banyan/contracts/catalog';
import { isOperationError, type CallContext, type Operation } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { orders } from '@banyan/contracts/orders';
import { remoteCall } from '@banyan/strangler';
import pg from 'pg';
import type { HostPlan } from '../start/plan.ts';
import type { ImageName } from './images.ts';
import { whileShopRuns } from './shop-for-pages.ts';
import type { Surroundings } from './surroundings.ts';

/** Something real that a container is asked. @returns what it answered, in words. @throws {Error} if it was anything else */
export const questions: Readonly<Record<ImageName, (around: Surroundings) => Promise<string>>> = {
  monolith: async (around) => {
    const orderUrl = `${urlOf(around, 'monolith')}/api/v1/orders`;
    const order = { market: 'GB', email: 'ada@example.org', lines: [{ sku: 'NOTHING-1', quantity: 1 }], shipTo: { name: 'Ada Byron', line1: '12 St James Square', city: 'London', postcode: 'SW1Y 4JH', country: 'GB' }, payment: { token: 'tok_approved' } };
    const answer = await fetch(orderUrl, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'a-check-of-the-image' }, body: JSON.stringify(order) });
    const { orderId, receipt } = (await answer.json()) as { readonly orderId?: string; readonly receipt?: string };
    if (answer.status !== 202 || orderId === undefined) throw new Error(`An order was answered with ${answer.status}.`);
    const found = await fetch(`${orderUrl}/${orderId}`, { headers: { authorization: `Bearer ${receipt}` } });
    if (!found.ok) throw new Error(`Its receipt was answered with ${found.status}.`);
    return 'took an order, and knows it by its receipt';
  },

  orders: async (around) => {
    const ask = called(around, 'orders', 'getOrder', orders);
    const failure = await ask({ orderId: `ord_${'a'.repeat(26)}`, buyer: `gst_${'a'.repeat(43)}` }).then(() => undefined, (error: unknown) => error);
    if (!isOperationError(failure) || failure.code !== 'unknownOrder') throw new Error('An order that nobody placed was not unknown.', { cause: failure });
    return 'looked for an order, and says that it is unknown';
  },

  catalog: async (around) => {
    const answer = await called(around, 'catalog', 'listMarkets', catalog)({});
    return `listed its markets: ${JSON.stringify(answer)}`;
  },

  storefront: (around) =>
    whileShopRuns(hostOf(around, 'monolith'), async () => {
      const registered = await sendForm(urlOf(around, 'storefront'), '/account/register', { email: 'ada@example.org', name: 'Ada Byron', password: 'a password of a check' });
      if (registered.status !== 303 || registered.headers.getSetCookie().length === 0) throw new Error(`A customer who registered was answered with ${registered.status}.`);
      return 'registered a customer, and signed her in';
    }),

  console: (around) =>
    whileShopRuns(hostOf(around, 'monolith'), async () => {
      const url = urlOf(around, 'console');
      const signedIn = await sendForm(url, '/sign-in', { name: 'Ada', token: around.secrets.CONTROL_VIEWER_TOKEN });
      const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
      const page = await (await fetch(`${url}/operations`, { headers: { cookie } })).text();
      if (!page.includes('catalog.listMarkets')) throw new Error(`Who signed in was answered with ${signedIn.status}, and is not shown the operations of the shop.`);
      return 'let a viewer sign in, and shows the operations of the shop';
    }),

  migrate: async ({ migration }) => {
    const client = new pg.Client({ connectionString: migration['DATABASE_URL']! });
    await client.connect();
    try {
      const { rows } = await client.query<{ readonly schema: string }>(`SELECT table_schema AS schema FROM information_schema.tables WHERE table_name = 'migration' ORDER BY 1`);
      if (rows.length !== 6) throw new Error(`It left ${rows.length} schemas of 6: ${rows.map(({ schema }) => schema).join(', ')}.`);
      return `migrated ${rows.map(({ schema }) => schema).join(', ')}`;
    } finally {
      await client.end();
    }
  },

  'payment-provider': async (around) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${around.secrets.PAYMENT_PROVIDER_KEY}` };
    const body = JSON.stringify({ key: 'ord_1:charge', amount: 1_250, currency: 'GBP', token: 'tok_approved' });
    const answer = await fetch(`${urlOf(around, 'payment-provider')}/charges`, { method: 'POST', headers, body });
    const { outcome } = (await answer.json()) as { readonly outcome?: string };
    if (outcome !== 'approved') throw new Error(`A charge was answered with ${answer.status}, ${outcome}.`);
    return 'made a charge';
  },
};

function hostOf({ hosts }: Surroundings, name: string): HostPlan {
  return hosts.find((host) => host.name === name)!;
}

function urlOf(around: Surroundings, name: string): string {
  return hostOf(around, name).url;
}

/** What a page answers to its form, as a browser without scripts sends it. */
function sendForm(url: string, path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', redirect: 'manual', headers: { origin: url, accept: 'text/html' }, body: new URLSearchParams(fields) });
}

/** An operation of a host, called as another host does: signed, over HTTP. */
function called(around: Surroundings, host: string, name: string, contract: typeof catalog | typeof orders): (input: unknown) => Promise<unknown> {
  return async (input) => {
    const target = new HttpTarget({ url: urlOf(around, host), caller: 'monolith', keys: parseKeyRing('INTERNAL_KEYS', around.secrets.INTERNAL_KEYS) });
    const context: CallContext = { principal: { kind: 'guest' }, caller: 'monolith', deadline: Date.now() + 60_000, traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', routeVersion: 1 };
    const operation = (contract.operations as Readonly<Record<string, Operation>>)[name]!;
    try {
      return await remoteCall({ address: `${contract.name}.${name}`, contractVersion: contract.version, operation }, target, { now: Date.now, onDefect: (error) => console.error(error) })(input, context);
    } finally {
      await target.close();
    }
  };
}
