import { CallError, type ApiOf, type Contract, type Share } from '@banyan/contracts/define';
import type { Ambient } from './ambient.ts';
import { compile } from './calls/compile.ts';
import type { Call } from './calls/conclude.ts';
import type { Deliver, Receive } from './deliveries/deliver.ts';
import { deliveryRouter, localDelivery } from './deliveries/delivery-router.ts';
import type { DispatcherOptions, Reachable } from './dispatcher-options.ts';
import { operationsOf } from './operations-of.ts';
import { choiceOf, ownShare, type Standpoint } from './routes/choice.ts';
import { honourViolations } from './routes/honour-violations.ts';
import { entriesFor, routeTable, type RouteTable } from './routes/route-table.ts';
import type { Route, RouteTableDefinition } from './routes/route.ts';
import { plannerOf } from './shadow/shadowable.ts';
import { Slot } from './slot.ts';
import type { AddressedOperation } from './target.ts';

export interface Dispatcher {
  /** The routed API of a contract: the same object for good, whatever its routes become. */
  apiOf<C extends Contract>(contract: C): ApiOf<C>;

  /**
   * Puts routes into force; until then every call is refused as `unavailable`.
   * @throws {RouteTableRefused} with every violation; what was in force stays
   */
  route(definition: RouteTableDefinition, reachable: Reachable): Routed;
}

/** What a dispatcher does under one route table. */
export interface Routed {
  readonly table: RouteTable;
  /** The calls into this process's own modules, by address: what a server hands incoming calls to. */
  readonly served: ReadonlyMap<string, Call>;
  /** Takes deferred calls and events of one lane to where their routes lead. */
  readonly deliver: Deliver;
  /** Takes deferred calls that another host has routed here, whatever the routes say. */
  readonly receive: Receive;
  /** The part of the keys whose deferred calls a module of this process executes. */
  shareOf(contract: Contract): Share;
}

const athome: Standpoint = { host: 'home', home: 'home' };

/** Compiles one closure per operation from the routes, so that a call looks nothing up. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { contracts, standpoint = athome, ambient } = options;
  const slots = contracts.flatMap((contract) =>
    operationsOf(contract)
      .filter(({ operation }) => operation.delivery === 'reply')
      .map((addressed) => new Slot(addressed, entriesFor(addressed.address, contract), notRouted(addressed))),
  );
  const apis = new Map(contracts.map(({ name }) => [name, apiOver(slots, name, ambient)]));

  return {
    apiOf: <C extends Contract>(contract: C) => apis.get(contract.name) as unknown as ApiOf<C>,

    route: (definition, reachable) => {
      const { modules, targets } = reachable;
      const violations = honourViolations(definition, { standpoint, contracts, modules: new Set(modules.keys()), targets });
      if (violations.length > 0) throw new RouteTableRefused(violations.map(({ entry, message }) => `${entry}: ${message}`));

      const table = routeTable(definition, contracts);
      const operations = slots.map(({ addressed }) => addressed);
      const compiled = operations.map((addressed) => compile(addressed, table, { ...options, standpoint, reachable, planner: plannerOf(addressed, operations) }));
      options.shadows?.reach(reachable.shadowTargets ?? targets, (addressed) => compiled[operations.indexOf(addressed)]!.atHome);
      const served = new Map<string, Call>();
      for (const [index, slot] of slots.entries()) {
        const { served: call, routed, callAt } = compiled[index]!;
        if (call) served.set(slot.addressed.address, call);
        slot.set(table.version, routed, callAt);
      }
      return {
        table,
        served,
        deliver: deliveryRouter({ table, standpoint, contracts, modules, targets, spans: options.spans }),
        receive: localDelivery(modules),
        shareOf: (contract) => ownShare(choiceOf(deferredRoute(contract, table), standpoint)),
      };
    },
  };
}

/** The one route of all that a module is asked for later: they are a group. */
function deferredRoute({ name, operations }: Contract, { routes }: RouteTable): Route {
  const [operation] = Object.entries(operations).find(([, { delivery }]) => delivery === 'deferred') ?? [];
  return routes.get(`${name}.${operation}`) ?? { kind: 'local' };
}

/** A route table that the host cannot honour; the message lists every reason. */
export class RouteTableRefused extends Error {
  override readonly name = 'RouteTableRefused';
  readonly violations: readonly string[];

  constructor(violations: readonly string[]) {
    super(`The routes are refused:\n- ${violations.join('\n- ')}`);
    this.violations = violations;
  }
}

function apiOver(slots: readonly Slot[], module: string, ambient: Ambient): Readonly<Record<string, (input: unknown) => Promise<unknown>>> {
  const api: Record<string, (input: unknown) => Promise<unknown>> = {};
  for (const slot of slots) {
    const [owner, name] = slot.addressed.address.split('.') as [string, string];
    if (owner !== module) continue;
    api[name] = (input) => {
      const context = ambient.current();
      return context ? slot.callFor(context)(input, context) : outsideOfACall(slot.addressed);
    };
  }
  return Object.freeze(api);
}

function notRouted({ address }: AddressedOperation): Call {
  return () => Promise.reject(new CallError('unavailable', address, `${address} was called before the host had its routes; wait until it is ready.`, { executed: 'no' }));
}

function outsideOfACall({ address }: AddressedOperation): Promise<never> {
  return Promise.reject(
    new CallError('unauthenticated', address, `${address} was called outside of any call, so nobody asks. Open a context with Ambient.run first.`, {
      executed: 'no',
    }),
  );
}
