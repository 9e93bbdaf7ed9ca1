import { contract, deferred, isCallError, isOperationError, write, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import { createDispatcher, type Handler, type Receive } from '@banyan/strangler';
import { Type, type Static } from 'typebox';
import { ambient, outboxModule, type Placement } from './placements.testing.ts';

const Letter = Type.Object({ text: Type.String(), tags: Type.Array(Type.String()), note: Type.Optional(Type.String()) });
export type Letter = Static<typeof Letter>;

/** Milliseconds after which nobody waits for `askBriefly` any more. */
export const BRIEF = 1_000;

const asking = { input: Letter, output: Letter, errors: { refused: Type.Object({ reason: Type.String() }) }, callers: ['customer'] as const };

/** The contract of a module that does what a situation wants. */
const probe = contract({
  name: 'probe',
  version: '1.0.0',
  operations: {
    ask: write({ ...asking, timeout: 15_000 }),
    askBriefly: write({ ...asking, timeout: BRIEF }),
    remember: deferred({ input: Letter, orderedBy: ({ text }) => text, idempotencyKey: ({ text }) => text, timeout: 1_000 }),
  },
});

export const letter: Letter = { text: 'Grüße 🌳', tags: ['a', 'b'] };

/** What the module does when it is asked; it sends back what it got where nothing is said. */
export type Handle = (letter: Letter, context: CallContext) => unknown;

/** Keeps the deferred calls that come for the module, or throws. */
export type Inbox = (calls: readonly DeferredCall[]) => void;

/** What the module does. */
export interface Doing {
  readonly handle?: Handle | undefined;
  readonly receive?: Inbox | undefined;
}

/** A module in its place, as its callers have it. */
export interface Running {
  /** Asks as a customer, or as the overrides say, whatever is asked. */
  ask(input?: unknown, overrides?: Partial<CallContext>): Promise<Letter>;
  /** The same, with little patience. */
  askBriefly(input?: unknown): Promise<Letter>;
  /** Delivers deferred calls of one lane: `stored` at the consumer, or `underway`. */
  deliver(calls: readonly DeferredCall[]): Promise<'stored' | 'underway'>;
  /** These do nothing where the host is this process. */
  startHost(): Promise<unknown>;
  stopHost(): Promise<void>;
  close(): Promise<void>;
}

/** Puts the module into a place, or into this process where there is none. Its host has yet to be started. */
export async function running(placement: Placement | undefined, { handle = (given) => given, receive = () => undefined }: Doing): Promise<Running> {
  const run = (async (given: Letter, context: CallContext) => handle(given, context)) as Handler;
  const keep: Receive = async (calls) => {
    receive(calls);
    return calls.map(({ lane, sequence }) => ({ lane, sequence }));
  };
  const module = { implementation: { ask: run, askBriefly: run, remember: run }, receive: keep };
  const host = dispatcher();
  const local = host.route({ version: 1, routes: {} }, { modules: new Map([['probe', module]]), targets: new Map() });

  const place = await placement?.(probe, local);
  const caller = place ? dispatcher() : host;
  const carried = Object.entries(probe.operations).filter(([, { delivery }]) => place?.target.carries.includes(delivery));
  const routes = Object.fromEntries(carried.map(([name]) => [`probe.${name}`, { kind: 'remote', target: 'there' } as const]));
  const elsewhere = { modules: new Map([['probe', { implementation: { ask: notHere, askBriefly: notHere } }]]), targets: new Map(place && [['there', place.target]]) };
  const routed = place ? caller.route({ version: 1, routes }, elsewhere) : local;
  const api = caller.apiOf(probe);

  return {
    ask: (input = letter, overrides = {}) => ambient.run({ ...contextNow(), ...overrides }, () => api.ask(input as Letter)),
    askBriefly: (input = letter) => ambient.run(contextNow(), () => api.askBriefly(input as Letter)),
    deliver: async (calls) => ((await routed.deliver(calls)).length === 0 ? 'stored' : 'underway'),
    startHost: async () => place?.startHost(),
    stopHost: async () => place?.stopHost(),
    async close() {
      await place?.stopHost();
      await place?.close();
    },
  };
}

/** The nth deferred call of a lane. */
export const deferredCall = (sequence: number, key = 'A-1'): DeferredCall => ({
  lane: `${outboxModule}>probe/${key}`,
  sequence,
  destination: 'probe.remember',
  messageId: `probe.remember:${key}:${sequence}`,
  contractVersion: probe.version,
  body: JSON.stringify(letter),
  principal: { kind: 'guest' },
  traceparent: contextNow().traceparent,
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 7,
});

/** How a call ended, as far as its caller can depend on it: the answer, or the error's class, code and data. */
export async function outcomeOf(call: Promise<unknown>): Promise<object> {
  try {
    return { answer: await call };
  } catch (error) {
    if (isOperationError(error)) return { declared: error.code, data: error.data, message: error.message };
    if (isCallError(error)) return { failed: error.code, ...error.details };
    return { thrown: String(error) };
  }
}

function contextNow(): CallContext {
  return {
    principal: { kind: 'customer', customerId: 'c-1' },
    caller: 'edge',
    deadline: Date.now() + 10_000,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    routeVersion: 7,
  };
}

const dispatcher = () => createDispatcher({ contracts: [probe], ambient, now: Date.now, onDefect: () => undefined });
const notHere = () => Promise.reject(new Error('It runs elsewhere.'));
