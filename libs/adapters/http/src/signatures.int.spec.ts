import { afterEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { closeAll, contextFor, freshKeys, startHost, take, targetOf } from './http.testing.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { signPrincipal } from '@banyan/contracts/wire';

afterEach(closeAll);

const body = '{"sku":"A-1"}';
const principal = { kind: 'customer', customerId: 'c-1' } as const;
const tokenFor = (keys: KeyRing, destination: string) => signPrincipal(keys, { principal, caller: 'monolith', destination }, Buffer.from(body), Date.now());

async function post(url: string, path: string, authorization: string | undefined, text = body) {
  const { statusCode, body: answer } = await request(url + path, {
    method: 'POST',
    body: text,
    headers: {
      traceparent: contextFor().traceparent,
      'banyan-deadline': String(Date.now() + 1_000),
      'banyan-route-version': '1',
      ...(authorization === undefined ? {} : { authorization }),
    },
  });
  return { status: statusCode, problem: (await answer.json()) as Record<string, unknown> };
}

describe('a host trusts nobody by address', () => {
  it('answers a call that is signed for it', async () => {
    const { url, keys } = await startHost({});
    expect(await post(url, '/v1/operations/stock.take', `Banyan ${tokenFor(keys, 'stock.take')}`)).toEqual({ status: 200, problem: { left: 3 } });
  });

  it('refuses calls that are unsigned, altered, aimed elsewhere or signed by a stranger, and runs none', async () => {
    let runs = 0;
    const { url, keys } = await startHost({ take: () => ({ left: ++runs }) });
    const path = '/v1/operations/stock.take';
    const good = `Banyan ${tokenFor(keys, 'stock.take')}`;
    const attempts = [
      post(url, path, undefined),
      post(url, path, good.replace('Banyan', 'Bearer')),
      post(url, path, good, '{"sku":"B-2"}'),
      post(url, path, `Banyan ${tokenFor(keys, 'stock.give')}`),
      post(url, path, `Banyan ${tokenFor(keys, 'deliveries')}`),
      post(url, '/v1/deliveries', good),
      post(url, path, `Banyan ${tokenFor(freshKeys(), 'stock.take')}`),
    ];
    for (const { status, problem } of await Promise.all(attempts)) {
      expect({ status, problem }).toMatchObject({ status: 401, problem: { code: 'unauthenticated', executed: 'no' } });
    }
    expect(runs).toBe(0);
  });

  it('does not say which operations it serves to whom it does not know', async () => {
    const { url } = await startHost({});
    expect((await post(url, '/v1/operations/stock.give', undefined)).status).toBe(401);
  });

  it('refuses a target that has other keys', async () => {
    const { url } = await startHost({});
    const call = targetOf(url, freshKeys()).call(take, {}, contextFor());
    await expect(call).rejects.toMatchObject({ code: 'unauthenticated', details: { executed: 'no' } });
  });

  it.each(['traceparent', 'banyan-deadline', 'banyan-route-version'])('refuses a call whose header %s is out of form', async (name) => {
    const { url, keys } = await startHost({});
    const { statusCode, body: answer } = await request(`${url}/v1/operations/stock.take`, {
      method: 'POST',
      body,
      headers: {
        authorization: `Banyan ${tokenFor(keys, 'stock.take')}`,
        traceparent: contextFor().traceparent,
        'banyan-deadline': String(Date.now() + 1_000),
        'banyan-route-version': '1',
        [name]: 'soon',
      },
    });
    expect([statusCode, await answer.json()]).toMatchObject([400, { code: 'contractViolation', detail: expect.stringContaining(name) }]);
  });
});
