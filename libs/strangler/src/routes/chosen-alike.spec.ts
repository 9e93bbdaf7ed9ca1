import { describe, expect, it } from '@jest/globals';
import { bucketOf, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import { createDispatcher } from '../dispatcher.ts';
import { aContext, stock } from '../fixtures.ts';
import type { LocalModule } from '../local-module.ts';
import { seededRandom } from '../rollout/seeded-random.testing.ts';
import type { Target } from '../target.ts';
import { bucketsIn, choiceOf } from './choice.ts';
import { decide } from './decide.ts';

const seed = Number(process.env['BANYAN_SEED'] ?? 1);
const random = seededRandom(seed);
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789_-', 'ä', '字', '🌳'];
const aKey = () => `cus_${Array.from({ length: 4 + Math.floor(random() * 20) }, () => letters[Math.floor(random() * letters.length)]).join('')}`;
const keys = Array.from({ length: 100_000 }, aKey);

/** The two hosts of which each key has one, told apart by what they answer. */
const hosts = ['home', 'away'] as const;
type Host = (typeof hosts)[number];

describe(`100,000 keys (seed ${seed})`, () => {
  const percentages = [0.01, 1, 5, 10, 25, 33, 50, 75, 90, 99, 100];
  const choices = percentages.map((percent) => choiceOf({ kind: 'canary', target: 'away', percent }, { host: 'home', home: 'home' }));
  const placed = keys.map((key) => choices.map((choice) => decide(choice, key).placement === 'remote'));

  it('are shared out as each percentage says, within one point', () => {
    const shares = percentages.map((_, index) => (placed.filter((away) => away[index]).length / keys.length) * 100);
    for (const [index, percent] of percentages.entries()) expect(Math.abs(shares[index]! - percent)).toBeLessThan(1);
  });

  it('do not come home again as it rises', () => {
    expect(keys.filter((_, index) => placed[index]!.some((away, step) => away && placed[index]![step + 1] === false))).toEqual([]);
  });
});

describe(`100,000 calls at once by the edge, another host and their queues (seed ${seed})`, () => {
  it.each([1, 20, 50, 99].map((percent, index) => ({ percent, quarter: keys.slice(index * 25_000, (index + 1) * 25_000) })))('find each key in one and the same place, with a canary of $percent percent', async ({ percent, quarter }) => {
    const seen = new Map(hosts.map((host) => [host, hostOf(host, percent)]));
    const ways = hosts.flatMap((host) => Object.values(seen.get(host)!));
    const wrong = (
      await Promise.all(
        quarter.map(async (key, index) => {
          const place = await ways[index % ways.length]!(key);
          return place === (bucketOf(key) < bucketsIn(percent) ? 'away' : 'home') ? [] : [key];
        }),
      )
    ).flat();
    expect(wrong).toEqual([]);
  }, 60_000);
});

/** The ways in which a host finds the place of a key: by a call, by a delivery from its queue, by its share of an inbox. */
function hostOf(host: Host, percent: number) {
  const other: Host = host === 'home' ? 'away' : 'home';
  const delivered = new Map<string, Host>();
  const note = (place: Host) => (calls: readonly DeferredCall[]) => calls.forEach(({ messageId }) => delivered.set(messageId, place));
  const module: LocalModule = {
    implementation: { count: async (input) => answerOf(host, input), take: async (input) => input },
    receive: async (calls) => (note(host)(calls), []),
  };
  const target: Target = {
    carries: ['reply', 'deferred'],
    call: async (_addressed, input) => answerOf(other, input),
    deliver: async (calls) => (note(other)(calls), 'stored'),
  };
  const ambient = { current: () => aContext, run: <T>(_context: CallContext, work: () => T) => work() };
  const dispatcher = createDispatcher({ contracts: [stock], standpoint: { host, home: 'home' }, ambient, now: () => 0, onDefect: () => undefined });
  const routes = { 'stock.*': { kind: 'canary', target: 'away', percent } } as const;
  const routed = dispatcher.route({ version: 1, routes }, { modules: new Map([['stock', module]]), targets: new Map([[other, target]]) });
  const api = dispatcher.apiOf(stock);
  return {
    call: async (key: string) => hosts[(await api.count({ sku: key })).left],
    queue: async (key: string) => {
      await routed.deliver([deferredCall(key)]);
      return delivered.get(key);
    },
    inbox: async (key: string) => {
      const { from, to } = routed.shareOf(stock);
      const bucket = bucketOf(key);
      return bucket >= from && bucket < to ? host : other;
    },
  };
}

function answerOf(host: Host, input: unknown) {
  return { sku: (input as { readonly sku: string }).sku, left: hosts.indexOf(host) };
}

function deferredCall(key: string): DeferredCall {
  return {
    lane: `shop>stock/${key}`,
    sequence: 1,
    destination: 'stock.ship',
    messageId: key,
    contractVersion: stock.version,
    body: JSON.stringify({ orderId: key }),
    principal: { kind: 'guest' },
    traceparent: aContext.traceparent,
    acceptedAt: '2026-01-01T00:00:00.000Z',
    routeVersion: 1,
  };
}
