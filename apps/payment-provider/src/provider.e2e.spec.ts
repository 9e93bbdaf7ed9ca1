import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const key = 'a-key-for-tests-only';
const main = join(import.meta.dirname, 'main.ts');

let folder: string;
let children: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'provider-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function start(): Promise<{ child: ChildProcess; call: typeof fetch; post: (path: string, body: object) => Promise<Response> }> {
  const env = { PORT: '0', LEDGER_FILE: join(folder, 'ledger.jsonl'), PROVIDER_KEY: key };
  const child = fork(main, { env, execArgv: ['--conditions=banyan-source'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  child.unref();
  child.channel?.unref();
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const call: typeof fetch = (path, init) => fetch(`${url}${String(path)}`, { headers, ...init });
  return { child, call, post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }) };
}

async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  return child.exitCode ?? ((await once(child, 'exit')) as [number | null])[0];
}

const charge = (token: string, key = 'ord_1:charge') => ({ key, amount: 1_250, currency: 'GBP', token });

describe('the payment provider', () => {
  it('charges once per key, however many ask at the same time', async () => {
    const { call, post } = await start();
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await post('/charges', charge('tok_approved'))).json()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ outcome: 'approved', amount: 1_250, currency: 'GBP' });
    expect(await (await call('/ledger')).json()).toMatchObject({ totals: { approved: 1, money: { GBP: { charged: 1_250, refunded: 0 } } } });
  });

  it('declines every token it does not know', async () => {
    const { post } = await start();
    expect(await (await post('/charges', charge('tok_declined', 'a'))).json()).toMatchObject({ outcome: 'declined' });
    expect(await (await post('/charges', charge('tok_whatever', 'b'))).json()).toMatchObject({ outcome: 'declined' });
  });

  it('refuses a key that was used for another sum', async () => {
    const { post } = await start();
    await post('/charges', charge('tok_approved'));
    const refused = await post('/charges', { ...charge('tok_approved'), amount: 1 });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'otherMoney' });
  });

  it('tells the truth about a charge that it never answered', async () => {
    const { call, post } = await start();
    await expect(call('/charges', { method: 'POST', body: JSON.stringify(charge('tok_timeout_after_charge')), signal: AbortSignal.timeout(300) })).rejects.toThrow();
    expect(await (await call('/charges/ord_1%3Acharge')).json()).toMatchObject({ outcome: 'approved' });
    expect((await post('/charges/ord_1%3Acharge/refund', { key: 'ord_1:refund' })).status).toBe(200);
  });

  it('gives a charge back once, and one that was declined never', async () => {
    const { call, post } = await start();
    await post('/charges', charge('tok_approved', 'paid'));
    await post('/charges', charge('tok_declined', 'unpaid'));
    const [first, again] = [await post('/charges/paid/refund', { key: 'r' }), await post('/charges/paid/refund', { key: 'r' })];
    expect(await again.json()).toEqual(await first.json());
    expect((await post('/charges/unpaid/refund', { key: 'r' })).status).toBe(409);
    expect((await post('/charges/unheard-of/refund', { key: 'r' })).status).toBe(404);
    expect(await (await call('/ledger')).json()).toMatchObject({ totals: { refunds: 1, money: { GBP: { charged: 1_250, refunded: 1_250 } } } });
  });

  it('lets nobody in without the key', async () => {
    const { call } = await start();
    const refused = await call('/ledger', { headers: { authorization: 'Bearer another' } });
    expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'unauthenticated' }]);
    expect((await call('/health/ready', { headers: {} })).status).toBe(200);
  });

  it('remembers everything after it was killed', async () => {
    const before = await start();
    const answer = await (await before.post('/charges', charge('tok_approved'))).json();
    before.child.kill('SIGKILL');
    await exitCodeOf(before.child);

    const after = await start();
    expect(await (await after.post('/charges', charge('tok_approved'))).json()).toEqual(answer);
    expect(await (await after.call('/ledger')).json()).toMatchObject({ totals: { approved: 1 } });
  });

  it('answers what is under way before it stops, and leaves silent callers', async () => {
    const { child, call, post } = await start();
    const silent = post('/charges', charge('tok_timeout_after_charge', 'silent')).catch(() => 'cut off');
    const slow = post('/charges', charge('tok_slow', 'slow'));
    for (const key of ['silent', 'slow']) while ((await call(`/charges/${key}`)).status !== 200);
    child.kill('SIGTERM');
    expect((await slow).status).toBe(200);
    expect(await silent).toBe('cut off');
    expect(await exitCodeOf(child)).toBe(0);
  });

  it('ends when its parent goes away', async () => {
    const { child } = await start();
    child.disconnect();
    expect(await exitCodeOf(child)).toBe(0);
  });
});
