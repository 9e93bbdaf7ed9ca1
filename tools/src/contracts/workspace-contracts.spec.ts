import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { compareContracts, publishedContractViolations, type PublishedContract } from '@banyan/contracts/compatibility';
import { contract as contractOf, write } from '@banyan/contracts/define';
import { publicApi } from '@banyan/contracts/public';
import { contracts } from '../api-documents/contracts.ts';
import { historyOf } from './history.ts';
import { publishedModule } from './published-module.ts';
import { fileOf, PUBLISHED, readRegistry, textOf } from './registry.ts';
import { workspaceContracts } from './workspace-contracts.ts';

const all = workspaceContracts();
const named = all.map((contract) => [contract.name, contract] as const);
const shop = all.find(({ name }) => name === 'shop')!;
const orders = all.find(({ name }) => name === 'orders')!;
const checkout = all.find(({ name }) => name === 'checkout')!;
const requiredOf = (contract: PublishedContract, operation: string, part: string) =>
  (contract.operations[operation]!.input['properties'] as Record<string, { readonly required?: readonly string[] }>)[part]!.required ?? [];

describe('the contracts of this workspace', () => {
  it.each(named)('are published as they are: %s', (_name, contract) => {
    const file = join(PUBLISHED, fileOf(contract));
    const published = existsSync(file) ? readFileSync(file, 'utf8') : 'not published';
    expect({ remedy: 'run npx banyan contracts publish', published }).toEqual({ remedy: 'run npx banyan contracts publish', published: textOf(contract) });
  });

  it.each(named)('break nothing that their versions promise: %s', (_name, contract) => {
    const { changes } = historyOf(contract, readRegistry());
    const refused = changes.filter(({ verdict }) => verdict === 'versionTooLow');
    expect({ remedy: 'see npx banyan contracts check', refused }).toEqual({ remedy: 'see npx banyan contracts check', refused: [] });
  });

  it.each(named)('have the form of published contracts: %s', (_name, contract) => {
    expect(publishedContractViolations(JSON.parse(JSON.stringify(contract)))).toEqual([]);
  });

  it.each(named)('can be judged in every part, keys among them: %s', (_name, contract) => {
    expect(compareContracts(contract, structuredClone(contract))).toEqual([]);
  });

  it('are those of all modules, and the shoppers’ API', () => {
    expect(all.map(({ name }) => name)).toEqual(['shop', ...contracts.map(({ name }) => name)]);
    expect(Object.keys(shop.operations)).toEqual(Object.keys(publicApi));
  });

  it('promise what callers and transports rely on', () => {
    expect(orders.operations['placeOrder']!.promises).toEqual({ effect: 'write', delivery: 'deferred', orderedBy: '{buyer}', idempotencyKey: '{orderId}' });
    expect(orders.operations['getOrder']).toMatchObject({ timeout: 1_000, promises: { effect: 'read', delivery: 'reply', stickyBy: '{buyer}' } });
    expect(orders.events['orderChanged']!.promises).toEqual({ orderedBy: '{buyer}', idempotencyKey: '{orderId}:{revision}' });
    expect(orders.groups).toEqual({ processing: ['placeOrder', 'cancelOrder'] });
    expect(checkout.operations['recordOrderChange']!.promises).toMatchObject({ on: 'orders.orderChanged' });
  });

  it('hide nothing of a key that is computed, but that it cannot be judged', () => {
    const take = write({
      input: Type.Object({ sku: Type.String() }),
      output: Type.Object({}),
      idempotencyKey: ({ sku }) => sku.toLowerCase(),
      timeout: 1_000,
    });
    const stock = publishedModule(contractOf({ name: 'stock', version: '1.0.0', operations: { take } }), []);
    expect(compareContracts(stock, structuredClone(stock))).toMatchObject([{ operation: 'take', part: 'idempotencyKey', code: 'keyHidden', judgement: 'undecidable' }]);
  });

  it('take a request in its parts, of which what has a default may be left out', () => {
    expect(shop.operations['listProducts']!.promises).toMatchObject({ address: 'GET /products', bearer: 'none', status: '200' });
    expect(requiredOf(shop, 'listProducts', 'query')).toEqual(['market']);
    expect(requiredOf(shop, 'placeOrder', 'headers')).toEqual(['idempotency-key']);
    expect(shop.operations['placeOrder']!.errors['cartEmpty']).toMatchObject({ status: 422 });
  });
});
