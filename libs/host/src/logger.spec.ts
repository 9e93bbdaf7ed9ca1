import { AsyncLocalStorage } from 'node:async_hooks';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { CallError, type CallContext } from '@banyan/contracts/define';
import { marked } from '@banyan/strangler';
import type { Logger } from 'pino';
import { hostLogger, nestLogger } from './logger.ts';

const context: CallContext = {
  principal: { kind: 'guest' },
  caller: 'monolith',
  deadline: 0,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  routeVersion: 1,
};

describe('a host’s log', () => {
  const storage = new AsyncLocalStorage<CallContext>();
  let lines: Record<string, unknown>[];
  let logger: Logger;
  beforeEach(() => {
    lines = [];
    const ambient = { current: () => storage.getStore(), run: <T>(given: CallContext, work: () => T) => storage.run(given, work) };
    logger = hostLogger({ host: 'orders', level: 'trace', ambient, destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  });

  it('says in each line which trace, request and operation it belongs to', () => {
    logger.info('before');
    storage.run(marked(context, { operation: 'POST /api/v1/orders', request: '4bf92f3577b34da6a3ce929d0e0e4736' }), () => logger.warn({ queue: 'a' }, 'within'));
    storage.run(context, () => logger.error({ operation: 'orders.getOrder' }, 'without a mark'));
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    expect(lines.map(({ time: _, level: __, ...line }) => line)).toEqual([
      { host: 'orders', msg: 'before' },
      { host: 'orders', trace, request: trace, operation: 'POST /api/v1/orders', queue: 'a', msg: 'within' },
      { host: 'orders', trace, operation: 'orders.getOrder', msg: 'without a mark' },
    ]);
  });

  it('tells of an error what it is and whence it came, and nothing that a library hung on it', () => {
    const cause = Object.assign(new Error('duplicate key value', { cause: 'Zephyrine' }), { code: '23505', detail: 'Zephyrine', parameters: ['Zephyrine'] });
    logger.error({ err: new CallError('unavailable', 'orders.getOrder', 'Away.', { executed: 'no' }, { cause }) }, 'It failed.');
    expect(lines[0]!['err']).toEqual({
      ...{ type: 'CallError', message: 'Away.', code: 'unavailable', operation: 'orders.getOrder', stack: expect.stringContaining('logger.spec.ts') },
      cause: expect.objectContaining({ type: 'Error', message: 'duplicate key value', code: '23505' }),
    });
    expect(JSON.stringify(lines[0]!['err'])).not.toMatch(/parameters|detail/);
  });

  it('bears an error that causes itself', () => {
    const error = new Error('round');
    error.cause = error;
    logger.error(error);
    expect(lines[0]).toMatchObject({ msg: 'round', err: { type: 'Error' } });
  });

  it('holds no personal data, by whichever way it was logged', () => {
    const order = { email: 'zephyrine@example.org', shipTo: { name: 'Zephyrine' } };
    logger.info({ order, ...order }, `It was ${JSON.stringify(order)}`);
    logger.info('It was %j', order);
    logger.child({ email: order.email }).warn(new Error(JSON.stringify(order)));
    nestLogger(logger).error(new Error(JSON.stringify(order)), JSON.stringify(order), 'Edge');
    nestLogger(logger).warn(JSON.stringify(order), order, 'Edge');
    expect(lines.length).toBe(5);
    expect(JSON.stringify(lines)).not.toMatch(/zephyrine/i);
  });
});
