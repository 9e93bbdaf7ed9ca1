import type { Json } from '../json.ts';

/** Where a host listens for calls of an operation. */
export const operationPath = (address: string) => `/v1/operations/${address}`;
/** Where a host takes deferred calls. */
export const deliveriesPath = '/v1/deliveries';

/** The scheme of a call's Authorization header. */
export const securitySchemes: Json = {
  host: {
    type: 'http',
    scheme: 'Banyan',
    description: 'A short-lived token that names the principal, the calling host and the operation, signed together with the body by a key that hosts share.',
  },
};

/** The headers of calls, as components. */
export const callParameters: Readonly<Record<string, Json>> = {
  traceparent: header('traceparent', { type: 'string' }, 'W3C trace context.'),
  deadline: header('banyan-deadline', { type: 'integer' }, 'When the caller stops waiting: milliseconds since the epoch.'),
  routeVersion: header('banyan-route-version', { type: 'integer' }, 'The route table that the request was pinned to.'),
  contract: header('banyan-contract', { type: 'string' }, 'The contract’s version that the caller was written against.', false),
};

function header(name: string, schema: Json, description: string, required = true): Json {
  return { name, in: 'header', required, description, schema };
}

/** References to some of those headers. */
export function parameterReferences(names: readonly (keyof typeof callParameters)[]): Json[] {
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}
