import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, page } from './fields.ts';
import { openApi } from './openapi.ts';

const Pot = Type.Object({ id: Type.String(), title: Type.String() }, { title: 'Pot' });
const describeOnly = (pots: Parameters<typeof openApi>[0]) => openApi(pots, { version: '1.2.3' }) as never as Described;

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { parameters: unknown[]; responses: Record<string, unknown>; requestBody?: unknown }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

describe('the OpenAPI description', () => {
  it('lets a schema in as it is, once, under its title', () => {
    const { paths, components } = describeOnly({
      listPots: endpoint({ method: 'GET', path: '/pots', summary: 'Pots.', bearer: 'none', answer: { status: 200, body: Type.Array(Pot) } }),
      addPot: endpoint({ method: 'POST', path: '/pots', summary: 'Adds one.', bearer: 'none', body: Pot, answer: { status: 201, body: Pot } }),
    });
    const reference = { $ref: '#/components/schemas/Pot' };
    expect(components.schemas['Pot']).toEqual(JSON.parse(JSON.stringify(Pot)));
    expect(paths['/pots']?.['get']?.responses['200']).toMatchObject({ content: { 'application/json': { schema: { type: 'array', items: reference } } } });
    expect(paths['/pots']?.['post']?.requestBody).toEqual({ required: true, content: { 'application/json': { schema: reference } } });
  });

  it('requires of a query just what has no default', () => {
    const query = closed({ market: Type.String(), ...page });
    const { paths } = describeOnly({
      listPots: endpoint({ method: 'GET', path: '/pots', summary: 'Pots.', bearer: 'none', query, answer: { status: 200, body: Pot } }),
    });
    expect(paths['/pots']?.['get']?.parameters).toMatchObject([
      { name: 'market', in: 'query', required: true },
      { name: 'cursor', in: 'query', required: false },
      { name: 'limit', in: 'query', required: false, schema: { default: 20 } },
    ]);
  });

  it('requires just the headers whose absence is a problem', () => {
    const headers = {
      'idempotency-key': { schema: Type.String(), missing: 'idempotencyKeyMissing', invalid: 'idempotencyKeyInvalid' },
      'order-after': { schema: Type.String(), invalid: 'orderAfterInvalid' },
    } as const;
    const { paths } = describeOnly({
      addPot: endpoint({ method: 'POST', path: '/pots', summary: 'Adds one.', bearer: 'none', headers, answer: { status: 201, body: Pot } }),
    });
    const { parameters, responses } = paths['/pots']!['post']!;
    expect(parameters).toMatchObject([
      { name: 'idempotency-key', in: 'header', required: true },
      { name: 'order-after', in: 'header', required: false },
    ]);
    expect((responses['400'] as { description: string }).description).toContain('orderAfterInvalid');
  });

  it('refuses two schemas under one title', () => {
    const Other = Type.Object({ size: Type.Number() }, { title: 'Pot' });
    const pots = endpoint({ method: 'POST', path: '/pots', summary: 'Adds one.', bearer: 'none', body: Other, answer: { status: 201, body: Pot } });
    expect(() => openApi({ pots }, { version: '1.2.3' })).toThrow("Two different schemas have the title 'Pot'");
  });

  it('gathers the problems of one status', () => {
    const { paths } = describeOnly({
      listPots: endpoint({ method: 'GET', path: '/pots', summary: 'Pots.', bearer: 'required', answer: { status: 200, body: Pot } }),
    });
    const { responses } = paths['/pots']!['get']!;
    expect(Object.keys(responses)).toEqual(['200', '400', '401', '500', '503']);
    expect(Object.keys((responses['401'] as { content: Record<string, { examples: object }> }).content['application/problem+json']!.examples)).toEqual([
      'invalidSession',
      'sessionMissing',
    ]);
  });
});
