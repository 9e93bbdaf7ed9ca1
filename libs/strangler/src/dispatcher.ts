import { CallError, type ApiOf, type Contract } from '@banyan/contracts/define';
import type { Ambient } from './ambient.ts';
import type { Call, OnDefect } from './conclude.ts';
import type { Deliver, Receive } from './deliver.ts';
import { deliveryRouter, localDelivery } from './delivery-router.ts';
import { localCall, type LocalCallOptions } from './local-call.ts';
import type { LocalModule } from './local-module.ts';
import { operationsOf } from './operations-of.ts';
import { remoteCall } from './remote-call.ts';
import { routedCall } from './routed-call.ts';
import { routeTable, type RouteTable } from './route-table.ts';
import type { RouteTableDefinition } from './route.ts';
import type { AddressedOperation, Target } from './target.ts';
import { validateRoutes } from './validate-routes.ts';

export interface DispatcherOptions {
  readonly contracts: readonly Contract[];
  readonly ambient: Ambient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onDefect: OnDefect;
  readonly guard?: LocalCallOptions['guard'];
}

/** What routes can lead to. */
export interface Reachable {
  /** The modules that run in this process, by name. */
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly targets: ReadonlyMap<string, Target>;
}

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
}

/** Where an operation's compiled call is kept, so that new routes reach whoever holds the API already. */
interface Slot {
  readonly addressed: AddressedOperation;
  call: Call;
}

/** Compiles one closure per operation from the routes, so that a call looks nothing up. */
export function createDispatcher({ contracts, ambient, now, onDefect, guard = 'copy' }: DispatcherOptions): Dispatcher {
  const slots = contracts
    .flatMap(operationsOf)
    .filter(({ operation }) => operation.delivery === 'reply')
    .map((addressed): Slot => ({ addressed, call: notRouted(addressed) }));
  const apis = new Map(contracts.map(({ name }) => [name, apiOver(slots, name, ambient)]));

  return {
    apiOf: <C extends Contract>(contract: C) => apis.get(contract.name) as unknown as ApiOf<C>,

    route: (definition, { modules, targets }) => {
      const violations = validateRoutes(definition, { contracts, modules: new Set(modules.keys()), targets });
      if (violations.length > 0) throw new RouteTableRefused(violations.map(({ entry, message }) => `${entry}: ${message}`));

      const table = routeTable(definition, contracts);
      const served = new Map<string, Call>();
      const next = slots.map(({ addressed }) => {
        const { address, operation } = addressed;
        const local = localOf(addressed, modules, { now, onDefect, guard });
        if (local) served.set(address, local);
        return routedCall(operation, table.routes.get(address)!, {
          local: local ?? absent(addressed),
          remote: (target) => remoteCall(addressed, targets.get(target)!, { now, onDefect }),
        });
      });
      for (const [index, slot] of slots.entries()) slot.call = next[index]!;
      return { table, served, deliver: deliveryRouter({ table, contracts, modules, targets }), receive: localDelivery(modules) };
    },
  };
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
      return context ? slot.call(input, context) : outsideOfACall(slot.addressed);
    };
  }
  return Object.freeze(api);
}

function localOf(addressed: AddressedOperation, modules: Reachable['modules'], options: LocalCallOptions): Call | undefined {
  const [owner, name] = addressed.address.split('.') as [string, string];
  const implementation = modules.get(owner)?.implementation;
  if (!implementation) return undefined;
  const handler = implementation[name];
  if (!handler) throw new TypeError(`The module does not implement ${addressed.address}; add '${name}' to its API.`);
  return localCall(addressed, handler.bind(implementation), options);
}

function refusal(code: 'unknownOperation' | 'unavailable' | 'unauthenticated', message: string): (addressed: AddressedOperation) => Call {
  return ({ address }) =>
    () =>
      Promise.reject(new CallError(code, address, `${address} ${message}`, { executed: 'no' }));
}

const absent = refusal('unknownOperation', 'does not run in this host.');
const notRouted = refusal('unavailable', 'was called before the host had its routes; wait until it is ready.');

function outsideOfACall({ address }: AddressedOperation): Promise<never> {
  return Promise.reject(
    new CallError('unauthenticated', address, `${address} was called outside of any call, so nobody asks. Open a context with Ambient.run first.`, {
      executed: 'no',
    }),
  );
}
