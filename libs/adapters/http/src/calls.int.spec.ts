import { afterEach, describe, expect, it } from '@jest/globals';
import { map } from 'rxjs';
import { CallError, isOperationError, OperationError, type CallContext } from '@banyan/contracts/define';
import { grantOverride, isVouchedFor } from '@banyan/contracts/wire';
import { closeAll, contextFor, startHost, storage, take, targetOf } from './http.testing.ts';

afterEach(closeAll);

const input = { sku: 'A-1' };
const failureOf = (call: Promise<unknown>) => call.then(() => undefined, (error: unknown) => error);

describe('a call over HTTP', () => {
  it('arrives with its input and context, and the handler runs in that context', async () => {
    let seen: { input: unknown; context: CallContext; current: CallContext | undefined } | undefined;
    const host = await startHost({
      take: (given, context) => {
        seen = { input: given, context, current: storage.getStore() };
        return { left: 2 };
      },
    });
    const context = contextFor();
    expect(await targetOf(host.url, host.keys).call(take, input, context)).toEqual({ left: 2 });
    expect(seen).toEqual({ input, context, current: context });
  });

  it('brings along who visits, and an override if an operator has granted it', async () => {
    const contexts: CallContext[] = [];
    const host = await startHost({ take: (_given, context) => (contexts.push(context), { left: 2 }) });
    const send = async (more: Partial<CallContext>) => {
      await targetOf(host.url, host.keys).call(take, input, { ...contextFor(), ...more });
      return contexts.at(-1)!;
    };
    const routes = { 'stock.*': 'stock' };
    const token = grantOverride(host.keys, { by: 'ann', routes, expires: Date.now() + 60_000 });
    expect(await send({ visitor: 'Zoë / 7', override: { token, routes: {} } })).toMatchObject({ visitor: 'Zoë / 7', override: { token, routes } });
    expect(await send({ override: { token: 'stock', routes } })).not.toHaveProperty('override');
    expect(await send({})).not.toHaveProperty('visitor');
  });

  it('arrives with a context that the listener vouches for', async () => {
    let vouched = false;
    const host = await startHost({
      take: (_given, context) => {
        vouched = isVouchedFor(context);
        return { left: 2 };
      },
    });
    await targetOf(host.url, host.keys).call(take, input, contextFor());
    expect(vouched).toBe(true);
  });

  it('carries any text', async () => {
    const text = 'Grüße 🌳 \u2028 \\ " \u0000';
    const host = await startHost({ take: (given) => given });
    expect(await targetOf(host.url, host.keys).call(take, { sku: text }, contextFor())).toEqual({ sku: text });
  });

  it('passes through the interceptors of the application', async () => {
    const host = await startHost({
      interceptors: [{ intercept: (_context, next) => next.handle().pipe(map((answer: object) => ({ ...answer, seen: true }))) }],
    });
    expect(await targetOf(host.url, host.keys).call(take, input, contextFor())).toEqual({ left: 3, seen: true });
  });

  it('gives a declared failure to the caller as the same class, code and data', async () => {
    const host = await startHost({
      take: () => {
        throw new OperationError('soldOut', input, 'None left.');
      },
    });
    const error = await failureOf(targetOf(host.url, host.keys).call(take, input, contextFor()));
    expect(isOperationError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'soldOut', data: input, message: 'None left.' });
  });

  it('gives a call error to the caller with its details', async () => {
    const details = { executed: 'no', violations: [{ pointer: '/sku', message: 'too short' }] } as const;
    const host = await startHost({
      take: () => {
        throw new CallError('contractViolation', 'stock.take', 'Mend it.', details);
      },
    });
    const error = await failureOf(targetOf(host.url, host.keys).call(take, input, contextFor()));
    expect(error).toMatchObject({ name: 'CallError', code: 'contractViolation', operation: 'stock.take', details });
  });

  it.each([
    ['an error', () => Promise.reject(new Error('secret'))],
    ['an answer that is not JSON', () => ({ left: 1n })],
  ])('reports %s of the handler as internal, without its text', async (_what, broken) => {
    const host = await startHost({ take: broken });
    const error = await failureOf(targetOf(host.url, host.keys).call(take, input, contextFor()));
    expect(error).toMatchObject({ code: 'internal', details: { executed: 'unknown' } });
    expect(String(error)).not.toContain('secret');
  });

  it('is not run when its deadline passed on the way', async () => {
    let runs = 0;
    const host = await startHost({ take: () => ({ left: ++runs }) }, { now: () => Date.now() + 10_000 });
    const error = await failureOf(targetOf(host.url, host.keys).call(take, input, contextFor()));
    expect(error).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'no' } });
    expect(runs).toBe(0);
  });

  it('is not sent once its deadline has passed', async () => {
    let runs = 0;
    const host = await startHost({ take: () => ({ left: ++runs }) });
    const error = await failureOf(targetOf(host.url, host.keys).call(take, input, contextFor({ deadline: Date.now() })));
    expect(error).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'no' } });
    expect(runs).toBe(0);
  });

  it('ends at its deadline, and nobody knows whether it was executed', async () => {
    const host = await startHost({ take: () => new Promise(() => {}) }, { drainTimeout: 0 });
    const error = await failureOf(targetOf(host.url, host.keys).call(take, input, contextFor({ deadline: Date.now() + 100 })));
    expect(error).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'unknown' } });
  });

  it('is refused if the host does not serve the operation', async () => {
    const host = await startHost({});
    const error = await failureOf(targetOf(host.url, host.keys).call({ ...take, address: 'stock.give' }, input, contextFor()));
    expect(error).toMatchObject({ code: 'unknownOperation', details: { executed: 'no' } });
  });

  it('is refused if the contract has been broken since, and served if it has only grown', async () => {
    const host = await startHost({});
    const target = targetOf(host.url, host.keys);
    const older = await failureOf(target.call({ ...take, contractVersion: '0.9.0' }, input, contextFor()));
    expect(older).toMatchObject({ code: 'unknownOperation', message: expect.stringMatching(/1\.2\.0.*0\.9\.0/) });
    expect(await target.call({ ...take, contractVersion: '1.0.0' }, input, contextFor())).toEqual({ left: 3 });
  });

  it('is refused if its input is over the limit, and the connection stays usable', async () => {
    const host = await startHost({}, { bodyLimit: 1_000 });
    const target = targetOf(host.url, host.keys, { connections: 1 });
    const error = await failureOf(target.call(take, { sku: 'x'.repeat(2_000_000) }, contextFor()));
    expect(error).toMatchObject({ code: 'contractViolation', details: { executed: 'no' }, message: expect.stringContaining('1000 bytes') });
    expect(await target.call(take, input, contextFor())).toEqual({ left: 3 });
  });

  it('is refused unexecuted if the host has its hands full', async () => {
    const going = Promise.withResolvers<{ left: number }>();
    const begun = Promise.withResolvers<void>();
    const host = await startHost({ take: () => (begun.resolve(), going.promise) }, { inFlightLimit: 1 });
    const target = targetOf(host.url, host.keys);
    const first = target.call(take, input, contextFor());
    await begun.promise;
    expect(await failureOf(target.call(take, input, contextFor()))).toMatchObject({ code: 'unavailable', details: { executed: 'no' } });
    going.resolve({ left: 0 });
    expect(await first).toEqual({ left: 0 });
    expect(await target.call(take, input, contextFor())).toEqual({ left: 0 });
  });
});
