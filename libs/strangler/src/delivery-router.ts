import { CallError, keyOfLane, subscriberLane, type Acknowledgement, type Contract, type DeferredCall } from '@banyan/contracts/define';
import { decide } from './decide.ts';
import type { Deliver, Receive } from './deliver.ts';
import type { LocalModule } from './local-module.ts';
import { operationsOf } from './operations-of.ts';
import type { RouteTable } from './route-table.ts';
import type { Delivered, Target } from './target.ts';

interface Destinations {
  readonly table: RouteTable;
  readonly contracts: readonly Contract[];
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly targets: ReadonlyMap<string, Target>;
}

/** Routes deferred calls by the same decision as any other call; an event goes to each of its subscribers. */
export function deliveryRouter({ table, contracts, modules, targets }: Destinations): Deliver {
  const subscribers = subscribersOf(contracts);

  const place = async (calls: readonly DeferredCall[]): Promise<Delivered> => {
    const { destination, lane } = calls[0]!;
    const route = table.routes.get(destination);
    if (!route) throw refusal(destination);
    const decision = decide(route, keyOfLane(lane));
    if (decision.placement === 'remote') return targets.get(decision.target)!.deliver(calls);
    await inboxOf(moduleOf(calls[0]!), modules)(calls);
    return 'stored';
  };

  return async (calls) => {
    const awaited = new Set<string>();
    for (const run of runsOf(calls)) {
      const operations = subscribers.get(run[0]!.destination);
      const copies = operations ? operations.map((operation) => run.map((call) => addressedTo(call, operation))) : [run];
      for (const copy of copies) if ((await place(copy)) === 'underway') awaited.add(copy[0]!.lane);
    }
    return [...awaited];
  };
}

/** Takes deferred calls that another host has routed here: to the inboxes of this process, whatever the routes say. */
export function localDelivery(modules: Destinations['modules']): Receive {
  return async (calls) => {
    const acknowledged: Acknowledgement[] = [];
    for (const [module, own] of Map.groupBy(calls, moduleOf)) acknowledged.push(...(await inboxOf(module, modules)(own)));
    return acknowledged;
  };
}

function inboxOf(module: string, modules: Destinations['modules']): Receive {
  return modules.get(module)?.receive ?? (() => Promise.reject(refusal(`${module}.*`)));
}

function moduleOf({ destination }: DeferredCall): string {
  return destination.slice(0, destination.indexOf('.'));
}

/** Cuts a lane into runs of calls with the same destination. */
function runsOf(calls: readonly DeferredCall[]): DeferredCall[][] {
  const runs: DeferredCall[][] = [];
  for (const call of calls) {
    const run = runs.at(-1);
    if (run?.[0]?.destination === call.destination) run.push(call);
    else runs.push([call]);
  }
  return runs;
}

function addressedTo(call: DeferredCall, operation: string): DeferredCall {
  return { ...call, destination: operation, lane: subscriberLane(call.lane, operation) };
}

/** Event address → the operations that subscribe to it. */
function subscribersOf(contracts: readonly Contract[]): ReadonlyMap<string, readonly string[]> {
  const subscribers = new Map<string, readonly string[]>();
  for (const contract of contracts) {
    for (const [name, event] of Object.entries(contract.events)) {
      const subscribed = contracts.flatMap(operationsOf).filter(({ operation }) => operation.on === event);
      subscribers.set(`${contract.name}.${name}`, subscribed.map(({ address }) => address));
    }
  }
  return subscribers;
}

function refusal(destination: string): CallError {
  return new CallError('unknownOperation', destination, `Nobody here takes ${destination}. Route it to a host that runs it.`, { executed: 'no' });
}
