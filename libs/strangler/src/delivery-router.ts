import { CallError, type Contract, type DeferredCall } from '@banyan/contracts/define';
import { decide } from './decide.ts';
import type { Deliver } from './deliver.ts';
import type { LocalModule } from './local-module.ts';
import { operationsOf } from './operations-of.ts';
import type { RouteTable } from './route-table.ts';
import type { Target } from './target.ts';

interface Destinations {
  readonly table: RouteTable;
  readonly contracts: readonly Contract[];
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly targets: ReadonlyMap<string, Target>;
}

/** Routes deferred calls by the same decision as any other call; an event goes to each of its subscribers. */
export function deliveryRouter({ table, contracts, modules, targets }: Destinations): Deliver {
  const subscribers = subscribersOf(contracts);

  const placed = ({ destination, lane }: DeferredCall): Deliver => {
    const route = table.routes.get(destination);
    if (!route) return refuse(destination);
    const decision = decide(route, keyOf(lane));
    if (decision.placement === 'local') return inboxOf(destination, modules);
    const target = targets.get(decision.target);
    return target ? (calls) => target.deliver(calls) : refuse(destination);
  };

  return async (calls) => {
    for (const run of runsOf(calls)) {
      const operations = subscribers.get(run[0]!.destination);
      const copies = operations ? operations.map((operation) => run.map((call) => addressedTo(call, operation))) : [run];
      for (const copy of copies) await placed(copy[0]!)(copy);
    }
  };
}

/** Takes deferred calls that another host has routed here: to the inboxes of this process, whatever the routes say. */
export function localDelivery(modules: Destinations['modules']): Deliver {
  return async (calls) => {
    for (const run of runsOf(calls)) await inboxOf(run[0]!.destination, modules)(run);
  };
}

function inboxOf(destination: string, modules: Destinations['modules']): Deliver {
  return modules.get(destination.split('.')[0] ?? '')?.receive ?? refuse(destination);
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

/** The part of a lane's name that its operation's `orderedBy` gave. */
function keyOf(lane: string): string {
  return lane.slice(lane.indexOf('/') + 1);
}

/** Each subscriber has a lane of its own, so that one which is behind does not hold up another. */
function addressedTo(call: DeferredCall, operation: string): DeferredCall {
  return { ...call, destination: operation, lane: `${call.destination}>${operation}/${keyOf(call.lane)}` };
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

function refuse(destination: string): Deliver {
  return () =>
    Promise.reject(
      new CallError('unknownOperation', destination, `Nobody here takes ${destination}. Route it to a host that runs it.`, { executed: 'no' }),
    );
}
