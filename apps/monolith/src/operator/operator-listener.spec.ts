import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CallError, OperationError, type CallContext } from '@banyan/contracts/define';
import { catalog } from '@banyan/contracts/catalog';
import { requestTraces } from '@banyan/host';
import { operatorListener, type OperatorListener } from './operator-listener.ts';
import { operatorOperations } from './operator-operations.ts';

let current: CallContext | undefined;
const seen: { input: unknown; context: CallContext | undefined }[] = [];
const answers: Record<string, () => unknown> = {
  importMarkets: () => ({ created: 1, unchanged: 0 }),
  importProducts: () => {
    throw new OperationError('unknownPriceList', { priceList: 'x' }, 'Import its market first.');
  },
  changePrices: () => {
    throw new CallError('contractViolation', 'catalog.changePrices', 'No.', { executed: 'no', violations: [{ pointer: '/prices', message: 'must be array' }] });
  },
  listStock: () => {
    throw new TypeError('secret');
  },
};
const api = Object.fromEntries(
  Object.keys(catalog.operations).map((name) => [
    name,
    async (input: unknown) => {
      seen.push({ input, context: current });
      return answers[name]?.();
    },
  ]),
);

let listener: OperatorListener;
let url: string;
beforeAll(async () => {
  listener = operatorListener({
    operations: operatorOperations([catalog], (() => api) as never),
    token: 'the-right-token',
    ambient: {
      current: () => current,
      run: (context, work) => {
        current = context;
        return work();
      },
    },
    now: () => 1_000,
    routeVersion: () => 3,
    overrideOf: (given) => (given === 'granted' ? { token: given, routes: { 'catalog.*': 'catalog' } } : undefined),
    traces: requestTraces({ sample: 1 }),
    onFault: () => undefined,
  });
  url = await listener.listen(0, '127.0.0.1');
});
afterAll(() => listener.close());

const post = (operation: string, body: unknown, token = 'the-right-token') =>
  fetch(`${url}/operator/v1/operations/${operation}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the operators’ listener', () => {
  it('hands the input to the operation on the operator’s behalf', async () => {
    const response = await post('catalog.importMarkets', { markets: [] });
    expect([response.status, await response.json()]).toEqual([200, { created: 1, unchanged: 0 }]);
    expect(seen.at(-1)).toMatchObject({
      input: { markets: [] },
      context: { principal: { kind: 'operator' }, deadline: 31_000, routeVersion: 3, traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/) },
    });
  });

  it('has a call answered elsewhere by a token that holds, and says so', async () => {
    const headers = { authorization: 'Bearer the-right-token', 'content-type': 'application/json' };
    const ask = (override: string) => fetch(`${url}/operator/v1/operations/catalog.importMarkets`, { method: 'POST', headers: { ...headers, 'banyan-override': override }, body: '{"markets":[]}' });
    expect((await ask('granted')).headers.get('banyan-override')).toBe('taken');
    expect(seen.at(-1)!.context!.override).toEqual({ token: 'granted', routes: { 'catalog.*': 'catalog' } });
    expect((await ask('catalog')).headers.get('banyan-override')).toBeNull();
    expect(seen.at(-1)!.context).not.toHaveProperty('override');
  });

  it.each([
    ['a wrong token', 'catalog.importMarkets', 'another-token', 401, { code: 'unauthenticated' }],
    ['no token', 'catalog.importMarkets', '', 401, { code: 'unauthenticated' }],
    ['an operation that is not for operators', 'catalog.reserveStock', undefined, 404, { code: 'unknownOperation', title: expect.stringContaining('catalog.importMarkets') }],
    ['a declared failure', 'catalog.importProducts', undefined, 422, { code: 'unknownPriceList', data: { priceList: 'x' }, title: 'Import its market first.' }],
    ['an input that does not fit', 'catalog.changePrices', undefined, 400, { code: 'contractViolation', errors: [{ pointer: '/prices', message: 'must be array' }] }],
    ['a fault', 'catalog.listStock', undefined, 500, { code: 'internal', title: expect.not.stringContaining('secret') }],
  ])('answers %s with a problem', async (_what, operation, token, status, problem) => {
    const response = await post(operation, {}, token);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining(problem)]);
  });

  it('answers anything else with a problem as well', async () => {
    const headers = { authorization: 'Bearer the-right-token' };
    expect((await fetch(`${url}/elsewhere`, { headers })).status).toBe(404);
    expect((await fetch(`${url}/operator/v1/operations/catalog.importMarkets`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{' })).status).toBe(400);
  });
});
