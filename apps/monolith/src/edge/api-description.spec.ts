import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problems } from '@banyan/contracts/public';
import request from 'supertest';
import { startEdge, type EdgeApp } from './testing/edge-app.ts';

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

describe('the description of the shoppers’ API', () => {
  let edge: EdgeApp;
  let description: Description;
  beforeAll(async () => {
    edge = await startEdge();
    const { status, headers, body } = await request(edge.url).get('/api/v1/openapi.json');
    expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^application\/json/)]);
    description = body as Description;
  });
  afterAll(() => edge.close());

  it('names just the routes that are served', () => {
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = edge.routes.filter(
      (route) => route.includes(' /api/v1/') && !route.startsWith('HEAD ') && route !== 'GET /api/v1/openapi.json',
    );
    expect(described.sort()).toEqual([...served].sort());
  });

  it('has each operation under a name of its own', () => {
    const names = Object.values(description.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(new Set(names).size).toBe(names.length);
  });

  it('refers only to what is there', () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer]) => pointer!);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((pointer) => at(description, pointer) === undefined)).toEqual([]);
  });

  it('tells at a problem’s type what the problem is', async () => {
    const { body } = await request(edge.url).get('/api/v1/nothing');
    const [address, pointer] = (body.type as string).split('#');
    expect(address).toBe('/api/v1/openapi.json');
    expect(at(description, pointer!)).toMatchObject({ summary: problems.routeNotFound.title, value: { code: 'routeNotFound' } });
  });
});

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}
