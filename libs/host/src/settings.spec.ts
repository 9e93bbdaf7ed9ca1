import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { readHostSettings } from './host-settings.ts';

const key = `k1:${'A'.repeat(43)}`;
const right = { INTERNAL_PORT: '0', INTERNAL_KEYS: key, ORDERS_DATABASE_URL: 'postgres://a@b/c', PORT: '3000' };
const More = Type.Object({ PORT: Type.String({ pattern: '^\\d+$', description: 'the public port.' }) });
const read = (environment: Record<string, string>) => readHostSettings(environment, ['orders'], More);

describe('the settings of a host', () => {
  it('have defaults for what is left out', () => {
    expect(read(right)).toMatchObject({
      host: {
        internal: { port: 0, bind: '127.0.0.1', keys: key },
        routes: { version: 1, routes: {} },
        targets: {},
        databaseUrls: { orders: 'postgres://a@b/c' },
        databasePool: 10,
        freezeArguments: false,
      },
      more: { PORT: '3000' },
    });
  });

  it('are refused with every mistake at once, and without a value in the message', () => {
    const wrong = { INTERNAL_KEYS: 'secret', ROUTES: '{', TARGETS: '{"orders":"ftp://x"}', PORT: 'http', LOG_LEVEL: 'loud' };
    const attempt = () => read(wrong);
    expect(attempt).toThrow(/INTERNAL_PORT is missing: the port of the internal listener/);
    for (const name of ['INTERNAL_KEYS is malformed', 'ORDERS_DATABASE_URL is missing', 'ROUTES is no JSON', 'TARGETS /orders', 'PORT is malformed: the public port', 'LOG_LEVEL is malformed']) {
      expect(attempt).toThrow(name);
    }
    expect(attempt).not.toThrow(/secret/);
  });

  it('give a candidate neither queues nor lanes nor a store of routes', () => {
    const candidate = { ...right, CANDIDATE: 'true' };
    expect(read(candidate).host.candidate).toBe(true);
    expect(read(right).host.candidate).toBe(false);
    const attempt = () => read({ ...candidate, QUEUES: 'check', AWS_REGION: 'eu-west-1', ROUTING_DATABASE_URL: 'postgres://a@b/c', LANES_REDIS_URL: 'redis://a:6379' });
    for (const name of ['QUEUES', 'ROUTING_DATABASE_URL', 'LANES_REDIS_URL']) expect(attempt).toThrow(`CANDIDATE is true and ${name} is set`);
  });

  it('treat an empty variable as left out', () => {
    expect(read({ ...right, LOG_LEVEL: '', ROUTES: '' }).host.logLevel).toBe('info');
    expect(() => read({ ...right, ORDERS_DATABASE_URL: '' })).toThrow('ORDERS_DATABASE_URL is missing');
  });
});
