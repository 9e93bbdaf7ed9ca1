import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, it } from '@jest/globals';
import type { CallContext } from '@banyan/contracts/define';
import { aContext, stock } from '../fixtures.ts';
import { recordedSpans } from '../observe/recorded-spans.testing.ts';
import { operationsOf } from '../operations-of.ts';
import type { Target } from '../target.ts';
import { Shadows } from './shadows.ts';

const storage = new AsyncLocalStorage<CallContext>();
const ambient = { current: () => storage.getStore(), run: <T>(context: CallContext, work: () => T) => storage.run(context, work) };
const count = { sku: 'A-1', left: 3 };

it('each call of a shadow runs for the shopper whose call it repeats, in a span of its own that says so', async () => {
  const { spans, recorded } = recordedSpans();
  const later: (() => void)[] = [];
  const shadows = new Shadows({ now: () => 0, random: () => 0, onDefect: () => undefined, ambient, spans, after: (_, run) => (later.push(run), () => undefined) });
  const asked: unknown[] = [];
  const target = { carries: ['reply'], call: async () => count } as unknown as Target;
  shadows.reach(new Map([['there', target]]), () => async () => (asked.push(ambient.current()?.principal), count));
  const addressed = operationsOf(stock).find(({ address }) => address === 'stock.count')!;
  const shoppers = ['cus_1', 'cus_2'].map((customerId): CallContext => ({ ...aContext, principal: { kind: 'customer', customerId } }));
  for (const context of shoppers) {
    const call = { addressed, version: 1, input: { sku: 'A-1' }, context, home: { kind: 'answered', answer: count } } as const;
    ambient.run(context, () => shadows.watchOf('there').offer(call));
  }
  ambient.run(shoppers[0]!, later[0]!);
  await shadows.stop();
  expect(asked).toEqual(shoppers.map(({ principal }) => principal));
  expect(recorded.length).toBe(4);
  expect(recorded[0]).toMatchObject({ name: 'shadow stock.count', parent: aContext.traceparent, attributes: { shadow: true }, ending: 'answered' });
});
