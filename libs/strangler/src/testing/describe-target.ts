import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isCallError, isOperationError, type Acknowledgement, type ApiOf, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import type { Ambient } from '../ambient.ts';
import { createDispatcher, type Routed } from '../dispatcher.ts';
import { operationsOf } from '../operations-of.ts';
import type { Target } from '../target.ts';
import { serveStock, stock, type ServedStock } from './served-stock.ts';

/** A target and the host behind it, started for one test. */
export interface TargetUnderTest {
  readonly target: Target;
  /** What the host has acknowledged by queue, to the outbox of `shop`; nothing where a delivery is answered. */
  readonly acknowledged: readonly Acknowledgement[];
  /** Ends the host; the target stays. */
  stopHost(): Promise<void>;
  /** Closes what is left. */
  close(): Promise<void>;
}

/** Starts a host that serves what it is given, and a target that reaches it. */
export type StartTarget = (served: ServedStock, ambient: Ambient) => Promise<TargetUnderTest>;

/** A kind of target, and what to expect of it. */
export interface TargetKind {
  readonly start: StartTarget;
  readonly ambient: Ambient;
  readonly carried: Target['carries'];
  /** False for one whose host is this process. */
  readonly canBeGone?: boolean;
}

/**
 * What every target promises. Whatever carries a call, its caller sees the same; only how long it takes, and that
 * nobody may answer, depends on where the module runs.
 */
export function describeTarget(name: string, { start, ambient, carried, canBeGone = true }: TargetKind): void {
  describe(`a target ${name}`, () => {
    let served: ServedStock;
    let started: TargetUnderTest;
    let routed: Routed;
    let api: ApiOf<typeof stock>;

    beforeEach(async () => {
      served = serveStock(ambient);
      started = await start(served, ambient);
      const { target } = started;
      const dispatcher = createDispatcher({ contracts: [stock], ambient, now: Date.now, onDefect: () => undefined });
      const addressed = operationsOf(stock).filter(({ operation }) => carried.includes(operation.delivery));
      const routes = Object.fromEntries(addressed.map(({ address }) => [address, { kind: 'remote', target: 'there' } as const]));
      routed = dispatcher.route({ version: 1, routes }, { modules: new Map([['stock', { implementation: nothingHere }]]), targets: new Map([['there', target]]) });
      api = dispatcher.apiOf(stock);
    });

    afterEach(async () => {
      await started.stopHost();
      await started.close();
    });

    const inContext = <T>(work: () => Promise<T>, overrides: Partial<CallContext> = {}) => ambient.run({ ...context(), ...overrides }, work);
    const failureOf = (work: () => Promise<unknown>, overrides?: Partial<CallContext>) =>
      inContext(work, overrides).then(
        (answer) => expect(answer).toBe('a failure'),
        (error: unknown) => error,
      );

    const answers = carried.includes('reply');

    it('says what it carries', () => expect(started.target.carries).toEqual(carried));

    if (answers) describe('a call that is answered:', () => {
      it('the handler gets input and context, and runs in that context', async () => {
        const asked = context();
        expect(await ambient.run(asked, () => api.level({ sku: 'A-1' }))).toEqual({ sku: 'A-1', left: 3 });
        const { deadline, ...same } = asked;
        expect(served.seen).toEqual([{ input: { sku: 'A-1' }, context: expect.objectContaining(same), current: expect.objectContaining(same) }]);
        expect(served.seen[0]!.context.deadline).toBeLessThanOrEqual(deadline);
      });

      it('any text arrives as it was, and long ones too', async () => {
        const note = `Grüße 🌳 \u2028 \\ " \u0000 ${'x'.repeat(200_000)}`;
        expect(await inContext(() => api.level({ sku: 'A-1', note }))).toEqual({ sku: 'A-1', left: 3, note });
      });

      it('many calls at once each get their own answer', async () => {
        const skus = Array.from({ length: 50 }, (_, index) => `S-${index}`);
        const answers = await Promise.all(skus.map((sku) => inContext(() => api.level({ sku }))));
        expect(answers.map(({ sku }) => sku)).toEqual(skus);
      });

      it('a declared failure keeps class, code, data and message', async () => {
        const error = await failureOf(() => api.level({ sku: 'unknown' }));
        expect(isOperationError(error)).toBe(true);
        expect(error).toMatchObject({ code: 'unknownSku', data: { sku: 'unknown' }, message: 'Nobody sells it.' });
      });

      it('an undeclared failure is internal, and its text stays at home', async () => {
        const error = await failureOf(() => api.level({ sku: 'broken' }));
        expect(error).toMatchObject({ name: 'CallError', code: 'internal', operation: 'stock.level', details: { executed: 'unknown' } });
        expect(String(error)).not.toContain('secret');
        expect(served.defects).toEqual([new Error('secret')]);
      });

      it('what a handler needs and cannot reach makes the call unavailable', async () => {
        const error = await failureOf(() => api.level({ sku: 'away' }));
        expect(error).toMatchObject({ name: 'CallError', code: 'unavailable', details: { executed: 'unknown' } });
        expect(served.defects).toEqual([]);
      });

      it('an answer against the contract is reported as such', async () => {
        expect(await failureOf(() => api.level({ sku: 'wrong' }))).toMatchObject({ code: 'contractViolation', details: { executed: 'unknown' } });
      });

      it('an input against the contract never leaves, with every place named', async () => {
        const error = await failureOf(() => api.level({ sku: 7 } as never));
        expect(error).toMatchObject({ code: 'contractViolation', details: { executed: 'no', violations: [{ pointer: '/sku' }] } });
        expect(served.seen).toEqual([]);
      });

      it('what is made for comparison only is known as such by the handler, and a write for it is not begun', async () => {
        await inContext(() => api.level({ sku: 'A-1' }), { shadow: true });
        expect(served.seen.splice(0)).toMatchObject([{ context: { shadow: true }, current: { shadow: true } }]);
        const error = await failureOf(() => api.take({ sku: 'A-1' }), { shadow: true });
        expect(error).toMatchObject({ code: 'comparisonOnly', operation: 'stock.take', details: { executed: 'no' } });
        const { address, contractVersion, operation } = operationsOf(stock).find(({ address }) => address === 'stock.take')!;
        const sentAnyway = started.target.call({ address, contractVersion, operation }, { sku: 'A-1' }, { ...context(), shadow: true });
        await expect(sentAnyway).rejects.toMatchObject({ code: 'comparisonOnly', details: { executed: 'no' } });
        expect(served.seen).toEqual([]);
      });

      it('who may not call is refused where the module runs', async () => {
        const error = await failureOf(() => api.take({ sku: 'A-1' }), { principal: { kind: 'guest' } });
        expect(error).toMatchObject({ code: 'forbidden', details: { executed: 'no' } });
        expect(served.seen).toEqual([]);
      });

      if (canBeGone) it('a call that is not answered in time ends, and nobody knows whether it was executed', async () => {
        expect(await failureOf(() => api.take({ sku: 'slow' }))).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'unknown' } });
      });

      it('a call whose deadline has passed is not begun', async () => {
        const error = await failureOf(() => api.level({ sku: 'A-1' }), { deadline: Date.now() });
        expect(error).toMatchObject({ code: 'deadlineExceeded', details: { executed: 'no' } });
        expect(served.seen).toEqual([]);
      });

      if (canBeGone) it('a host that is gone makes calls unavailable, not executed', async () => {
        await inContext(() => api.level({ sku: 'A-1' }));
        await started.stopHost();
        const error = await failureOf(() => api.level({ sku: 'A-1' }));
        expect(isCallError(error)).toBe(true);
        expect(error).toMatchObject({ code: 'unavailable' });
        expect(await failureOf(() => api.level({ sku: 'A-1' }))).toMatchObject({ code: 'unavailable', details: { executed: 'no' } });
      });
    });

    describe('what is deferred:', () => {
      it('calls of a lane arrive whole and in order, and are acknowledged', async () => {
        const calls = [1, 2, 3].map((sequence) => deferredCall('A-1', sequence));
        const awaited = await routed.deliver(calls);
        await until(() => served.received.length >= 3);
        expect(served.received).toEqual(calls);
        const { lane } = calls[0]!;
        expect(awaited).toEqual(answers ? [] : [lane]);
        if (!answers) await until(() => started.acknowledged.some((last) => last.lane === lane && last.sequence === 3));
      });

      it('lanes that are delivered at once do not mix', async () => {
        const lanes = ['A-1', 'B-2', 'C-3'].map((sku) => [1, 2].map((sequence) => deferredCall(sku, sequence)));
        await Promise.all(lanes.map((calls) => routed.deliver(calls)));
        await until(() => served.received.length >= 6);
        for (const calls of lanes) expect(served.received.filter(({ lane }) => lane === calls[0]!.lane)).toEqual(calls);
      });

      it('a consumer that could not keep them does not count as having them', async () => {
        served.failToReceive(new Error('disk full'));
        const call = deferredCall('A-1', 1);
        const outcome = await routed.deliver([call]).catch((error: unknown) => error);
        if (answers) expect(outcome).toBeInstanceOf(Error);
        else expect(outcome).toEqual([call.lane]);
        await until(() => served.refused > 0);
        expect(served.received).toEqual([]);
        expect(started.acknowledged).toEqual([]);
      });

      if (!answers) it('a consumer that could not keep them gets them again', async () => {
        served.failToReceive(new Error('disk full'));
        const calls = [1, 2].map((sequence) => deferredCall('A-1', sequence));
        await routed.deliver(calls);
        await until(() => served.refused > 0);
        served.failToReceive(undefined);
        await until(() => served.received.length >= 2);
        expect(served.received).toEqual(calls);
      });
    });
  });
}

function context(): CallContext {
  return {
    principal: { kind: 'customer', customerId: 'c-1' },
    caller: 'edge',
    deadline: Date.now() + 5_000,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    routeVersion: 7,
  };
}

const notHere = () => Promise.reject(new Error('not here'));
const nothingHere = { level: notHere, take: notHere };

function deferredCall(sku: string, sequence: number): DeferredCall {
  return {
    lane: `shop>stock/${sku}`,
    sequence,
    destination: 'stock.recount',
    messageId: `stock.recount:${sku}:${sequence}`,
    contractVersion: stock.version,
    body: JSON.stringify({ sku }),
    principal: { kind: 'guest' },
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    acceptedAt: '2026-01-01T00:00:00.000Z',
    routeVersion: 7,
  };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}
