import type { PublishedContract, PublishedError, PublishedOperation } from '@banyan/contracts/compatibility';
import { NoBody, problemDefinition, problemsOf, publicApi, SHOP_API_VERSION, type Endpoint } from '@banyan/contracts/public';
import type { TObject } from 'typebox';
import { plain, plainObject } from './plain.ts';

/**
 * The shoppers' API in the form in which contracts are published: each endpoint is an operation whose input has what the request
 * brings, by its parts. Left out is what a body's rule in code says.
 */
export function publishedShop(endpoints: Readonly<Record<string, Endpoint>> = publicApi, version: string = SHOP_API_VERSION): PublishedContract {
  return {
    name: 'shop',
    version,
    description: 'The shoppers’ API.',
    operations: Object.fromEntries(Object.entries(endpoints).map(([name, endpoint]) => [name, publishedEndpoint(endpoint)])),
    events: {},
    groups: {},
  };
}

function publishedEndpoint(endpoint: Endpoint): PublishedOperation {
  const { method, path, summary, bearer, answer, repeatable } = endpoint;
  return {
    description: summary,
    promises: {
      effect: method === 'GET' ? 'read' : 'write',
      delivery: 'reply',
      address: `${method} ${path}`,
      bearer,
      status: String(answer.status),
      ...(answer.location ? { location: 'given' } : {}),
      ...(repeatable ? { repeatable: 'yes' } : {}),
    },
    callers: [],
    input: inputOf(endpoint),
    output: plain(answer.body),
    errors: Object.fromEntries(problemsOf(endpoint).map((code) => [code, errorOf(code)])),
  };
}

function inputOf({ params, query, headers, body }: Endpoint): Record<string, unknown> {
  const named = Object.entries(headers);
  const needed = named.filter(([, { missing }]) => missing !== undefined).map(([name]) => name);
  const parts = {
    path: plain(params),
    query: withDefaults(query),
    headers: plainObject(Object.fromEntries(named.map(([name, { schema }]) => [name, plain(schema)])), needed),
    ...(body === NoBody ? {} : { body: plain(body) }),
  };
  return plainObject(parts, Object.keys(parts));
}

/** What has a default need not be sent. */
function withDefaults(query: TObject): Record<string, unknown> {
  const { properties, required = [], ...rest } = plain(query) as { readonly properties: Readonly<Record<string, object>>; readonly required?: readonly string[] };
  return plainObject(properties, required.filter((name) => !('default' in properties[name]!)), rest);
}

function errorOf(code: Parameters<typeof problemDefinition>[0]): PublishedError {
  const { status, data } = problemDefinition(code);
  return { status, data: data ? plain(data) : plainObject({}, []) };
}
