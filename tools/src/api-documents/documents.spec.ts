import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import asyncApiSpecs from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { publicApi } from '@banyan/contracts/public';
import { root } from '../start/root.ts';
import { contracts } from './contracts.ts';
import { apiDocuments } from './documents.ts';

const folder = join(root, 'docs/api');
const documents = apiDocuments();
const json = (kind: string) => [...documents].flatMap(([file, text]) => (file.endsWith(`.${kind}.json`) ? [[file, JSON.parse(text)] as const] : []));
// The specification brings its own copy of JSON Schema.
const keepsToAsyncApi = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false }).compile(asyncApiSpecs.schemas['3.0.0'] as object);

describe('the documents', () => {
  it('are committed as they are made', () => {
    const committed = existsSync(folder) ? readdirSync(folder) : [];
    const stale = [...documents].filter(([file, text]) => !committed.includes(file) || readFileSync(join(folder, file), 'utf8') !== text).map(([file]) => file);
    const leftOver = committed.filter((file) => !documents.has(file));
    expect({ remedy: 'run npm run api-documents', stale, leftOver }).toEqual({ remedy: 'run npm run api-documents', stale: [], leftOver: [] });
  });

  it('are made of the contracts of all modules', () => {
    const folders = readdirSync(join(root, 'libs/contracts/src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const modules = folders.map(({ name }) => name).filter((name) => existsSync(join(root, 'libs/contracts/src', name, `${name}.contract.ts`)));
    expect(contracts.map(({ name }) => name).sort()).toEqual(modules.sort());
  });

  it.each(json('openapi'))('keep to OpenAPI 3.1: %s', async (_file, document) => {
    const { valid, errors } = await new Validator().validate(document);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it.each(json('asyncapi'))('keep to AsyncAPI 3.0: %s', (_file, document) => {
    keepsToAsyncApi(document);
    expect(keepsToAsyncApi.errors).toBeNull();
  });

  it.each([...json('openapi'), ...json('asyncapi')])('refer only to what is there: %s', (_file, document) => {
    const dangling = referencesIn(document).filter((reference) => !resolves(document, reference));
    expect(dangling).toEqual([]);
  });

  it.each(contracts.flatMap(({ name: module, operations }) => Object.entries(operations).map(([name, { delivery }]) => [`${module}.${name}`, delivery] as const)))(
    'say how to call %s',
    (address, delivery) => {
      const [module] = address.split('.');
      const { paths } = JSON.parse(documents.get(`${module}.openapi.json`)!);
      if (delivery === 'reply') return expect(paths[`/v1/operations/${address}`]).toMatchObject({ post: { operationId: address } });
      expect(paths['/v1/deliveries'].post.description).toContain(address);
      expect(JSON.parse(documents.get(`${module}.asyncapi.json`)!).operations[address]).toMatchObject({ action: 'receive' });
    },
  );

  it.each(contracts.flatMap(({ name: module, events }) => Object.keys(events).map((name) => [module, name] as const)))('say what %s tells by %s', (module, name) => {
    const { components } = JSON.parse(documents.get(`${module}.asyncapi.json`)!);
    expect(components.schemas[`${module}.${name}`]).toBeDefined();
  });

  it('say of everything what it is for', () => {
    const silent = contracts.flatMap(({ name: module, description, operations, events }) => [
      ...(description ? [] : [module]),
      ...[...Object.entries(operations), ...Object.entries(events)].flatMap(([name, each]) => (each.description ? [] : [`${module}.${name}`])),
    ]);
    expect(silent).toEqual([]);
  });

  it('tell the shoppers’ endpoints', () => {
    const { paths } = JSON.parse(documents.get('shop.openapi.json')!);
    const told = Object.values<Record<string, { operationId: string }>>(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(told.sort()).toEqual(Object.keys(publicApi).sort());
  });
});

function referencesIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => (key === '$ref' ? [String(child)] : referencesIn(child)));
}

function resolves(document: unknown, reference: string): boolean {
  let place = document as Record<string, unknown> | undefined;
  for (const step of reference.replace(/^#\//, '').split('/')) place = place?.[step] as Record<string, unknown> | undefined;
  return reference.startsWith('#/') && place !== undefined;
}
