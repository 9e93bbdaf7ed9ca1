import { CallError, type ApiOf, type Contract } from '@banyan/contracts/define';
import type { Ambient } from './ambient.ts';
import type { Call, OnDefect } from './conclude.ts';
import type { Deliver } from './deliver.ts';
import { deliveryRouter } from './delivery-router.ts';
import { localCall, type Handler, type LocalCallOptions } from './local-call.ts';
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
  /** By module name. */
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly ambient: Ambient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onDefect: OnDefect;
  readonly guard?: LocalCallOptions['guard'];
}

export interface Dispatcher {
  /** The routed API of a contract: the same object for good, whatever its routes become. */
  apiOf<C extends Contract>(contract: C): ApiOf<C>;
  /** The calls into this process's own modules, by address: what a server hands incoming calls to. */
  readonly served: ReadonlyMap<string, Call>;
  /** Takes deferred calls and events of one lane to where their routes lead; resolves once all are durable there. */
  readonly deliver: Deliver;
  readonly table: RouteTable;
}

/**
 * Compiles one closure per operation from the routes, so that a call looks nothing up.
 * @throws {RouteTableRefused} with every violation
 */
export function createDispatcher(definition: RouteTableDefinition, options: DispatcherOptions): Dispatcher {
  const { contracts, modules, targets, ambient, now, onDefect, guard = 'copy' } = options;
  const violations = validateRoutes(definition, { contracts, modules: new Set(modules.keys()), targets: new Set(targets.keys()) });
  if (violations.length > 0) throw new RouteTableRefused(violations.map(({ entry, message }) => `${entry}: ${message}`));

  const table = routeTable(definition, contracts);
  const served = new Map<string, Call>();
  const apis = new Map<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>();
  for (const contract of contracts) {
    const api: Record<string, (input: unknown) => Promise<unknown>> = {};
    const module = modules.get(contract.name);
    for (const addressed of operationsOf(contract)) {
      const { address, operation } = addressed;
      if (operation.delivery !== 'reply') continue;
      const name = address.slice(contract.name.length + 1);
      const local = module && localCall(addressed, handlerOf(module, name, addressed), { now, onDefect, guard });
      if (local) served.set(address, local);
      const call = routedCall(operation, table.routes.get(address)!, {
        local: local ?? absent(addressed),
        remote: (target) => remoteCall(addressed, targets.get(target)!, { now, onDefect }),
      });
      api[name] = (input) => {
        const context = ambient.current();
        return context ? call(input, context) : outsideOfACall(address);
      };
    }
    apis.set(contract.name, Object.freeze(api));
  }
  return {
    apiOf: <C extends Contract>(contract: C) => apis.get(contract.name) as unknown as ApiOf<C>,
    served,
    deliver: deliveryRouter({ table, contracts, modules, targets }),
    table,
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

function handlerOf(module: LocalModule, name: string, { address }: AddressedOperation): Handler {
  const handler = module.implementation[name];
  if (!handler) throw new TypeError(`The module does not implement ${address}; add '${name}' to its API.`);
  return handler.bind(module.implementation) as Handler;
}

function absent({ address }: AddressedOperation): Call {
  return () => Promise.reject(new CallError('unknownOperation', address, `${address} does not run in this host.`, { executed: 'no' }));
}

function outsideOfACall(address: string): Promise<never> {
  return Promise.reject(
    new CallError('unauthenticated', address, `${address} was called outside of any call, so nobody asks. Open a context with Ambient.run first.`, {
      executed: 'no',
    }),
  );
}

