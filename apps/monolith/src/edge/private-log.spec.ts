import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostLogger } from '@banyan/host';
import { CallError, OperationError } from '@banyan/contracts/define';
import { checkout } from '@banyan/contracts/checkout';
import { localCall, operationsOf } from '@banyan/strangler';
import type { Logger } from 'pino';
import request from 'supertest';
import { NOW, startEdge, type EdgeApp } from './testing/edge-app.ts';

const MARK = 'Zephyrine';
const order = {
  lines: [{ sku: 'LMP-100', quantity: 2 }],
  market: 'GB',
  email: `${MARK}@example.org`,
  shipTo: { name: MARK, line1: `1 ${MARK} Lane`, line2: MARK, city: MARK, postcode: MARK, country: 'GB' },
  payment: { token: `tok_${MARK}` },
};

describe('the log of an order', () => {
  const lines: string[] = [];
  let logger: Logger;
  let edge: EdgeApp;
  beforeAll(async () => {
    const log = (ambient: Parameters<typeof hostLogger>[0]['ambient']) => (logger = hostLogger({ host: 'monolith', level: 'trace', ambient, destination: { write: (line) => void lines.push(line) } }));
    edge = await startEdge({ log });
  });
  afterAll(() => edge.close());

  const place = (body: object, headers: object = {}) => request(`${edge.url}/api/v1`).post('/orders').set({ 'idempotency-key': 'a-key-of-an-order', ...headers }).send(body);
  const accept = operationsOf(checkout).find(({ address }) => address === 'checkout.acceptOrder')!;
  const failures: Readonly<Record<string, (input: unknown) => unknown>> = {
    'a defect that tells its input': (input) => new Error(`Cannot place ${JSON.stringify(input)}`),
    'a statement that failed': (input) => Object.assign(new Error(`Key (email)=(${MARK}) already exists.`), { name: 'QueryFailedError', query: `SELECT '${MARK}'`, parameters: [input, MARK], driverError: { detail: MARK } }),
    'a body that is no JSON': () => parseFailureOf(`${MARK} lives here`),
    'a failure with a cause': (input) => new CallError('unavailable', 'checkout.acceptOrder', 'Away.', { executed: 'no' }, { cause: new Error(JSON.stringify({ body: JSON.stringify(input) })) }),
    'a failure that is not declared': (input) => new OperationError('notDeclared', { input, email: order.email }, `Not for ${order.email}.`),
  };

  it.each(Object.keys(failures))('tells of %s without a word of whose order it was', async (what) => {
    lines.length = 0;
    const onDefect = (error: unknown, operation: string) => logger.error({ err: error, operation }, 'An operation failed in a way its contract does not declare.');
    const call = localCall(accept, (input) => Promise.reject(failures[what]!(input)), { now: () => NOW.getTime(), onDefect, guard: 'copy' });
    edge.instead.set('checkout.acceptOrder', (input) => call(input, edge.calls.at(-1)!.context));
    expect((await place(order)).status).toBeGreaterThanOrEqual(500);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(MARK);
    const trace = edge.calls.at(-1)!.context.traceparent.slice(3, 35);
    expect(lines.join('')).toContain(trace);
  });

  it('holds nothing of one that was accepted or refused either', async () => {
    edge.instead.clear();
    lines.length = 0;
    await place(order);
    await place(order, { authorization: `Bearer ${MARK}`, visitor: MARK });
    await place({ ...order, email: MARK });
    await place({ ...order, market: MARK });
    await request(`${edge.url}/api/v1`).post('/orders').set('content-type', 'application/json').send(`{"email":"${MARK}`);
    expect(lines.join('')).not.toContain(MARK);
  });
});

function parseFailureOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
