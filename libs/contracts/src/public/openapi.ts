import type { TObject, TSchema } from 'typebox';
import { API_PREFIX, NoBody, problemsOf, type Bearer, type Endpoint } from './endpoint.ts';
import { NamedSchemas } from './named-schemas.ts';
import { Problem, problemDefinition, problems, type ProblemCode } from './problems.ts';

type Json = Readonly<Record<string, unknown>>;

/** The type URI of a problem: where the API's description tells about it. */
export function problemType(code: ProblemCode): string {
  return `${API_PREFIX}/openapi.json#/components/examples/${code}`;
}

/** The OpenAPI 3.1 description of endpoints; schemas go in as they are, those with a title as components. */
export function openApi(endpoints: Readonly<Record<string, Endpoint>>, { version }: { readonly version: string }): Json {
  const schemas = new NamedSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const path = (paths[endpoint.path] ??= {});
    path[endpoint.method.toLowerCase()] = operation(name, endpoint, schemas);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Banyan: the shoppers’ API', version },
    servers: [{ url: API_PREFIX }],
    paths,
    components: { schemas: schemas.all(), examples: problemExamples(), securitySchemes },
  };
}

const securitySchemes = {
  session: { type: 'http', scheme: 'bearer', description: 'The token from POST /sessions.' },
  receipt: { type: 'http', scheme: 'bearer', description: 'The receipt from POST /orders.' },
};

const security: Readonly<Record<Bearer, readonly Json[]>> = {
  none: [],
  optional: [{}, { session: [] }],
  required: [{ session: [] }],
  orReceipt: [{ session: [] }, { receipt: [] }],
};

function operation(name: string, endpoint: Endpoint, schemas: NamedSchemas): Json {
  const { summary, body, answer } = endpoint;
  return {
    operationId: name,
    summary,
    security: security[endpoint.bearer],
    parameters: [
      ...parameters('path', endpoint.params, schemas),
      ...parameters('query', endpoint.query, schemas),
      ...Object.entries(endpoint.headers).map(([name, header]) => parameter('header', name, header.schema, header.missing !== undefined, schemas)),
    ],
    ...(body === NoBody ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schemas.refer(body) } } } }),
    responses: {
      [answer.status]: {
        description: summary,
        ...(answer.location ? { headers: { Location: { schema: { type: 'string', format: 'uri-reference' } } } } : {}),
        content: { 'application/json': { schema: schemas.refer(answer.body) } },
      },
      ...problemResponses(problemsOf(endpoint), schemas),
    },
  };
}

function parameters(place: 'path' | 'query', schema: TObject, schemas: NamedSchemas): Json[] {
  return Object.entries<TSchema>(schema.properties).map(([name, field]) => {
    const required = schema.required.includes(name) && !('default' in field);
    return parameter(place, name, field, required, schemas);
  });
}

function parameter(place: string, name: string, schema: TSchema, required: boolean, schemas: NamedSchemas): Json {
  return { name, in: place, required, schema: schemas.refer(schema) };
}

function problemResponses(codes: readonly ProblemCode[], schemas: NamedSchemas): Json {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, sameStatus]) => [
      status,
      {
        description: sameStatus.map((code) => `${code}: ${problems[code].title}`).join('\n'),
        content: {
          'application/problem+json': {
            schema: schemas.refer(Problem),
            examples: Object.fromEntries(sameStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
          },
        },
      },
    ]),
  );
}

function problemExamples(): Json {
  return Object.fromEntries(
    (Object.keys(problems) as ProblemCode[]).map((code) => {
      const { status, title, detail } = problemDefinition(code);
      return [code, { summary: title, value: { type: problemType(code), title, status, code, detail } }];
    }),
  );
}
