import { once } from 'node:events';
import type { Server } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { closeAll, contextFor, startHost, take, targetOf } from './http.testing.ts';
import { signPrincipal } from '@banyan/contracts/wire';

afterEach(closeAll);

const input = { sku: 'A-1' };
const failureOf = (call: Promise<unknown>) => call.then(() => undefined, (error: unknown) => error);

describe('a host that closes', () => {
  it('lets the call under way end, as the last on its connection, and takes no further', async () => {
    const begun = Promise.withResolvers<void>();
    const going = Promise.withResolvers<{ left: number }>();
    const host = await startHost({ take: () => (begun.resolve(), going.promise) });
    const target = targetOf(host.url, host.keys);
    const underWay = target.call(take, input, contextFor());
    await begun.promise;
    const closed = host.close();
    expect(await failureOf(targetOf(host.url, host.keys).call(take, input, contextFor()))).toMatchObject({
      code: 'unavailable',
      details: { executed: 'no' },
    });
    going.resolve({ left: 9 });
    expect(await underWay).toEqual({ left: 9 });
    await closed;
  });

  it('says on the answer of a call under way that the connection ends', async () => {
    const begun = Promise.withResolvers<void>();
    const going = Promise.withResolvers<{ left: number }>();
    const host = await startHost({ take: () => (begun.resolve(), going.promise) });
    const body = Buffer.from('{}');
    const { principal, caller, traceparent, deadline } = contextFor();
    const token = signPrincipal(host.keys, { principal, caller, destination: 'stock.take' }, body, Date.now());
    const answer = request(`${host.url}/v1/operations/stock.take`, {
      method: 'POST',
      body,
      headers: { authorization: `Banyan ${token}`, traceparent, 'banyan-deadline': String(deadline), 'banyan-route-version': '1' },
    });
    await begun.promise;
    const closed = host.close();
    going.resolve({ left: 9 });
    const { statusCode, headers, body: text } = await answer;
    expect([statusCode, headers['connection'], await text.json()]).toEqual([200, 'close', { left: 9 }]);
    await closed;
  });

  it('lets a call end whose caller has gone', async () => {
    const going = Promise.withResolvers<{ left: number }>();
    const events: string[] = [];
    const host = await startHost({ take: () => going.promise.finally(() => events.push('ended')) });
    const call = targetOf(host.url, host.keys).call(take, input, contextFor({ deadline: Date.now() + 100 }));
    expect(await failureOf(call)).toMatchObject({ code: 'deadlineExceeded' });
    const connectionsGone = once(host.server.unwrap<Server>(), 'close');
    const closed = host.server.close().then(() => events.push('closed'));
    await connectionsGone;
    await setImmediate();
    going.resolve({ left: 9 });
    await closed;
    expect(events).toEqual(['ended', 'closed']);
  });

  it('waits for calls under way no longer than it was allowed', async () => {
    const begun = Promise.withResolvers<void>();
    const host = await startHost({ take: () => (begun.resolve(), new Promise(() => {})) }, { drainTimeout: 50 });
    const underWay = failureOf(targetOf(host.url, host.keys).call(take, input, contextFor()));
    await begun.promise;
    await host.close();
    expect(await underWay).toMatchObject({ code: 'unavailable', details: { executed: 'unknown' } });
  });
});

describe('the health of a host', () => {
  const statusOf = async (url: string) => {
    const { statusCode, body } = await request(url);
    await body.dump();
    return statusCode;
  };

  it('is that it lives, and that it is ready when it says so', async () => {
    let ready = false;
    const { url } = await startHost({}, { ready: () => ready });
    expect([await statusOf(`${url}/health/live`), await statusOf(`${url}/health/ready`)]).toEqual([200, 503]);
    ready = true;
    expect(await statusOf(`${url}/health/ready`)).toBe(200);
  });

  it('is all there is beside calls', async () => {
    const { url } = await startHost({});
    expect([await statusOf(`${url}/`), await statusOf(`${url}/v1/operations/stock.take`)]).toEqual([404, 404]);
  });
});
