import { contract, isCallError, read, write, type CallContext } from '@banyan/contracts/define';
import { createDispatcher, Safeguards, type Handler } from '@banyan/strangler';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { ambient, overHttpBy, type Place } from '../placements.testing.ts';
import { crashingWay, type CrashingWay } from './crashing-way.testing.ts';

const Asked = { input: Type.Object({ id: Type.String() }), output: Type.Object({ by: Type.String() }), timeout: 5_000 };

const till = contract({
  name: 'till',
  version: '1.0.0',
  operations: {
    look: read({ ...Asked, callers: ['customer'] }),
    charge: write({ ...Asked, callers: ['customer'], idempotencyKey: ({ id }) => id }),
    tip: write({ ...Asked, callers: ['customer'] }),
  },
});
type Kind = keyof typeof till.operations;

/** When the host that a call is routed to crashes; it stays away then. */
type Moment = 'before it is asked' | 'before it reads the call' | 'while it executes the call' | 'after its commit';

const home = { by: 'home' };
const unsure = { failed: 'unavailable', executed: 'unknown' };

const expected: readonly { moment: Moment; kind: Kind; what: string; outcome: object; effects: number }[] = [
  { moment: 'before it is asked', kind: 'look', what: 'a read', outcome: home, effects: 0 },
  { moment: 'before it is asked', kind: 'charge', what: 'a write with a key', outcome: home, effects: 1 },
  { moment: 'before it is asked', kind: 'tip', what: 'a write without one', outcome: home, effects: 1 },
  { moment: 'before it reads the call', kind: 'look', what: 'a read', outcome: home, effects: 0 },
  { moment: 'before it reads the call', kind: 'charge', what: 'a write with a key', outcome: home, effects: 1 },
  { moment: 'before it reads the call', kind: 'tip', what: 'a write without one', outcome: unsure, effects: 0 },
  { moment: 'while it executes the call', kind: 'look', what: 'a read', outcome: home, effects: 0 },
  { moment: 'while it executes the call', kind: 'charge', what: 'a write with a key', outcome: home, effects: 1 },
  { moment: 'while it executes the call', kind: 'tip', what: 'a write without one', outcome: unsure, effects: 0 },
  { moment: 'after its commit', kind: 'look', what: 'a read', outcome: home, effects: 0 },
  { moment: 'after its commit', kind: 'charge', what: 'a write with a key', outcome: home, effects: 1 },
  { moment: 'after its commit', kind: 'tip', what: 'a write without one', outcome: unsure, effects: 1 },
];

let place: Place | undefined;
let way: CrashingWay | undefined;
afterEach(async () => {
  way?.close();
  await place?.stopHost();
  await place?.close();
});

describe('a host that crashes, with home to fall back on', () => {
  it.each(expected)('$moment, executes $what at most once, and home answers where that is safe', async ({ moment, kind, outcome, effects }) => {
    const books = new Books();
    const api = await routedAway(books, moment);
    const ended = await ambient.run(aContext(), () => api[kind]({ id: 'A-1' })).catch((error: unknown) => (isCallError(error) ? { failed: error.code, ...error.details } : error));
    expect({ outcome: ended, effects: books.effects }).toEqual({ outcome, effects });
  });
});

/** The data that both hosts share. What has a key is written down once. */
class Books {
  effects = 0;
  readonly #keys = new Set<string>();

  write(kind: Kind, id: string): void {
    if (kind === 'look' || (kind === 'charge' && this.#keys.has(id))) return;
    this.#keys.add(id);
    this.effects++;
  }
}

/** The API of a caller whose routes lead to the host that will crash. */
async function routedAway(books: Books, moment: Moment) {
  const crashed = () => {
    way?.crash();
    return new Promise<never>(() => undefined);
  };
  const there = moduleOf(async (kind, id) => {
    if (moment === 'while it executes the call') await crashed();
    books.write(kind, id);
    if (moment === 'after its commit') await crashed();
    return { by: 'there' };
  });
  const atHome = moduleOf(async (kind, id) => {
    books.write(kind, id);
    return { by: 'home' };
  });

  const served = dispatcher().route({ version: 1, routes: {} }, { modules: new Map([['till', there]]), targets: new Map() });
  place = await overHttpBy(async (port) => (way = await crashingWay(port)).port)(till, served);
  await place.startHost();
  if (moment === 'before it is asked') way!.crash();
  if (moment === 'before it reads the call') way!.crashBeforeReading();

  const caller = dispatcher();
  caller.route({ version: 1, routes: { 'till.*': { kind: 'remote', target: 'there', fallback: true } } }, { modules: new Map([['till', atHome]]), targets: new Map([['there', place.target]]) });
  return caller.apiOf(till);
}

function moduleOf(execute: (kind: Kind, id: string) => Promise<unknown>) {
  const handler = (kind: Kind) => ((input: { readonly id: string }) => execute(kind, input.id)) as Handler;
  return { implementation: { look: handler('look'), charge: handler('charge'), tip: handler('tip') } };
}

function dispatcher() {
  const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  const safeguards = new Safeguards({ now: Date.now, random: Math.random, pause, report: () => undefined });
  return createDispatcher({ contracts: [till], ambient, now: Date.now, onDefect: () => undefined, safeguards });
}

function aContext(): CallContext {
  return {
    principal: { kind: 'customer', customerId: 'c-1' },
    caller: 'edge',
    deadline: Date.now() + 10_000,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    routeVersion: 1,
  };
}
