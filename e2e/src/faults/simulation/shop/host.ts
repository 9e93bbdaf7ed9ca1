import { checkout } from '@banyan/contracts/checkout';
import { BUCKETS, CallError, type CallContext, type Contract, type DeferredCall, type Principal, type Share } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { rounds } from '@banyan/checkout/parts';
import type { LaneLoop } from '@banyan/outbox';
import { createDispatcher, Safeguards, type Dispatcher, type LocalModule, type Routed, type RouteTableDefinition, type Target } from '@banyan/strangler';
import { routeUsed } from '../../history/index.ts';
import { ambientOfCalls } from '../time/ambient.ts';
import { Process } from '../time/process.ts';
import { acrossTo, catalogIn, checkoutIn, contracts, ordersIn, paymentsIn, type Surroundings } from './modules.ts';
import type { HostName, Peer } from './peer.ts';
import type { Place } from './place.ts';
import { follow, lastGoodInMemory, routesSeenBy } from './routes.ts';
import { startConsumers } from './take-from-queues.ts';
import { targetsOf } from './targets.ts';
import { startWork } from './work.ts';

/** What a host is while its process is there. */
interface Running {
  readonly process: Process;
  readonly ambient: ReturnType<typeof ambientOfCalls>;
  readonly dispatcher: Dispatcher;
  routed: Routed | undefined;
  /** Requests of shoppers that have come in and are not answered. */
  underWay: number;
  /** What it begins to stop when it is told to. */
  stop: () => Promise<void>;
}

const all: Share = { from: 0, to: BUCKETS };
/** Milliseconds for a shopper's request, and for a message of a queue. */
const requestMs = 10_000;
/** Milliseconds after a fault within which a host hears of the newest routes: its look that went astray is given up within 2 s, the next one comes 800 ms later. */
const catchesUpMs = 3_000;

/** A machine on which a host of the shop is started again and again. */
export class Host implements Peer {
  readonly name: HostName;
  readonly machine: string;
  readonly #place: Place;
  readonly #lastGood = lastGoodInMemory();
  #running: Running | undefined;
  #starts = 0;
  #requests = 0;
  #pausedUntil = -Infinity;

  constructor(name: HostName, number: number, place: Place) {
    this.name = name;
    this.machine = `${name}-${number}`;
    this.#place = place;
  }

  get isThere(): boolean {
    return this.#running?.routed !== undefined && this.#running.process.isThere;
  }

  get process(): Process | undefined {
    return this.#running?.process;
  }

  /** Requests of shoppers that it has in hand; whoever sent them may have given up. */
  get underWay(): number {
    return this.#running?.underWay ?? 0;
  }

  /** The share of the lanes of orders that it executes, for people. */
  get share(): Share | undefined {
    return this.#running?.routed?.shareOf(orders);
  }

  /** Starts a process; it is there once it has its routes. */
  start(): void {
    const { time } = this.#place;
    const process = new Process(`${this.machine}.${++this.#starts}`, time);
    process.run(() => void this.#begin(process));
  }

  kill(): void {
    this.#running?.process.end();
    this.#running = undefined;
  }

  /** As a deployment does: it takes no further work, ends what it has begun, and then is gone. */
  async leave(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    await running.process.run(() => running.stop());
    if (this.#running === running) this.kill();
  }

  pause(): void {
    this.#running?.process.stop();
  }

  goOn(): void {
    this.#pausedUntil = this.#place.time.now();
    this.#running?.process.goOn();
  }

  /** A shopper's request to checkout, as it enters here. */
  enter(operation: string, input: unknown, principal: Principal): Promise<unknown> {
    return this.#inside(async (running) => {
      const { dispatcher, ambient, routed } = running;
      const { time, notebook } = this.#place;
      const { version } = routed.table;
      const request = `${this.machine}-${++this.#requests}`;
      if (this.#hasCaughtUp()) notebook.note('edge', routeUsed, { instance: this.#running!.process.name, request, version });
      const context: CallContext = { principal, caller: this.name, deadline: time.now() + requestMs, traceparent, routeVersion: version };
      const call = (dispatcher.apiOf(checkout) as unknown as Readonly<Record<string, (input: unknown) => Promise<unknown>>>)[operation]!;
      running.underWay++;
      return ambient.run(context, () => call(input)).finally(() => running.underWay--);
    });
  }

  /** Another host's call. */
  answer(address: string, input: unknown, context: CallContext): Promise<unknown> {
    return this.#inside(({ routed }) => {
      const call = routed.served.get(address);
      if (!call) throw new CallError('unknownOperation', address, `${this.machine} does not serve it.`, { executed: 'no' });
      return call(input, context);
    });
  }

  /** A delivery of another host. */
  take(calls: readonly DeferredCall[]): Promise<unknown> {
    return this.#inside(({ routed }) => routed.receive(calls));
  }

  /** Whether nothing has lately kept it from following the routes: how long such a fault lasts says nothing of how soon it follows. */
  #hasCaughtUp(): boolean {
    const { time, borders } = this.#place;
    return time.now() - this.#pausedUntil > catchesUpMs && borders.routes.isFineFor(catchesUpMs);
  }

  /** Runs in the process; never ends if that is gone before. */
  #inside<T>(work: (running: Running & { readonly routed: Routed }) => Promise<T>): Promise<T> {
    const running = this.#running;
    return new Promise((resolve, reject) => {
      running?.process.reach(() => {
        (async () => work(running as Running & { readonly routed: Routed }))().then(resolve, reject);
      });
    });
  }

  async #begin(process: Process): Promise<void> {
    const { time, chance, alarm, log, routes, borders } = this.#place;
    const ambient = ambientOfCalls();
    const random = chance.apart().next;
    const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
    const dispatcher = createDispatcher({
      contracts,
      standpoint: { host: this.name, home: 'monolith' },
      ambient,
      now: time.now,
      onDefect: (error, operation) => alarm(`${process.name}: ${operation} failed in a way that its contract does not declare: ${String(error)}`),
      safeguards: new Safeguards({ now: time.now, random, pause, report: () => undefined }),
    });
    const running: Running = { process, ambient, dispatcher, routed: undefined, underWay: 0, stop: async () => undefined };
    this.#running = running;
    const works = new Map<string, LaneLoop>();
    const nudge = (module: string) => works.get(module)?.nudge();
    const surroundings: Surroundings = { process, place: this.#place, dispatcher, nudge, intakeTakes: (way) => this.#place.intakeTakes(this.machine, way) };
    const { modules, look } = this.#modules(surroundings, works);
    const targets = targetsOf(process, this.name, this.#place);
    const followed = await follow({
      store: routesSeenBy(process, routes, borders.routes),
      lastGood: this.#lastGood,
      apply: (table) => this.#apply(running, table, modules, targets),
      onRefused: (reason, expected) => (expected ? log(() => `${process.name}: ${String(reason)}`) : alarm(`${process.name} refused routes: ${String(reason)}`)),
    });
    const routed = () => running.routed!;
    const share = (contract: Contract) => this.#shareOf(routed().shareOf(contract));
    const loops = startWork({ ...surroundings, ambient, random, host: this.name, modules, routed, share, works });
    startConsumers({ process, place: this.#place, ambient, random, host: this.name, routed, nudge });
    const looks = look && rounds({ pauseMs: 250, work: look, onError: (error) => alarm(`${process.name}: a look at the queue failed: ${String(error)}`) });
    looks?.start();
    running.stop = async () => {
      await Promise.all([...loops.map((loop) => loop.stop()), looks?.stop()]);
      followed.stop();
    };
  }

  #apply(running: Running, table: RouteTableDefinition, modules: ReadonlyMap<string, LocalModule>, targets: ReadonlyMap<string, Target>): void {
    running.routed = running.dispatcher.route(table, { modules, targets });
    this.#place.log(() => `${running.process.name} has version ${table.version} of the routes and executes ${JSON.stringify(running.routed!.shareOf(orders))}`);
  }

  #modules(surroundings: Surroundings, works: ReadonlyMap<string, LaneLoop>): { readonly modules: ReadonlyMap<string, LocalModule>; readonly look: (() => Promise<void>) | undefined } {
    const { place, process } = surroundings;
    const across = acrossTo(place, process);
    const receiveIn = (module: 'checkout' | 'orders') => async (calls: readonly DeferredCall[]) => {
      const acknowledged = await across(() => place.database.inboxes[module].seenBy(process.name).receive(calls));
      works.get(`lanes of ${module}`)?.nudge();
      return acknowledged;
    };
    const own: [string, LocalModule] = ['orders', { implementation: ordersIn(surroundings), receive: receiveIn('orders') }];
    if (this.name === 'orders') return { modules: new Map([own]), look: undefined };
    const { implementation, look } = checkoutIn(surroundings);
    return {
      look,
      modules: new Map<string, LocalModule>([
        own,
        ['catalog', { implementation: catalogIn(surroundings) }],
        ['payments', { implementation: paymentsIn(surroundings) }],
        ['checkout', { implementation, receive: receiveIn('checkout') }],
      ]),
    };
  }

  #shareOf(share: Share): Share {
    const { defect } = this.#place;
    if (defect === 'shares overlap') return all;
    if (defect === 'share with a hole') return { from: Math.min(share.to, share.from + BUCKETS / 4), to: share.to };
    return share;
  }
}

/** Nobody records the traces of a simulation. */
export const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
