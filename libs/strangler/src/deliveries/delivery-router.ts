import { CallError, keyOfLane, subscriberLane, type Acknowledgement, type Contract, type DeferredCall } from '@banyan/contracts/define';
import { choiceOf, type Standpoint } from '../routes/choice.ts';
import { ended } from '../calls/traced.ts';
import { decide } from '../routes/decide.ts';
import { attributesOf } from '../routes/reason-attributes.ts';
import { isRecorded, type OpenSpan, type SpanAttributes, type Spans } from '../observe/spans.ts';
import type { Deliver, Receive } from './deliver.ts';
import type { LocalModule } from '../local-module.ts';
import { operationsOf } from '../operations-of.ts';
import type { RouteTable } from '../routes/route-table.ts';
import type { Delivered, Target } from '../target.ts';

interface Destinations {
  readonly table: RouteTable;
  readonly standpoint: Standpoint;
  readonly contracts: readonly Contract[];
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly spans?: Spans | undefined;
}

/** Routes deferred calls by the same decision as any other call; an event goes to each of its subscribers. */
export function deliveryRouter({ table, standpoint, contracts, modules, targets, spans }: Destinations): Deliver {
  const subscribers = subscribersOf(contracts);
  const choices = new Map([...table.routes].map(([address, route]) => [address, choiceOf(route, standpoint)]));
  /** A host that is a target of its own has its deferred calls take that way too: its own queue. */
  const itself = targets.get(standpoint.host);

  const place = async (calls: readonly DeferredCall[]): Promise<Delivered> => {
    const { destination, lane } = calls[0]!;
    const choice = choices.get(destination);
    if (!choice) throw refusal(destination);
    const decision = decide(choice, keyOfLane(lane));
    const target = decision.placement === 'remote' ? targets.get(decision.target)! : itself;
    const delivered = () => (target ? target.deliver(calls) : stored(inboxOf(moduleOf(calls[0]!), modules), calls));
    if (!spans) return delivered();
    const described = {
      operation: destination,
      placement: decision.placement,
      target: decision.placement === 'remote' ? decision.target : standpoint.host,
      'route.version': table.version,
      ...attributesOf(decision.reason),
    };
    return eachTold(spansOf(calls, spans, described), destination, delivered());
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

/** A span for each call whose trace is recorded, in the trace of whoever asked for it. */
function spansOf(calls: readonly DeferredCall[], spans: Spans, described: SpanAttributes): OpenSpan[] {
  const recorded = calls.filter(({ traceparent }) => isRecorded(traceparent));
  return recorded.map(({ destination, traceparent }) => {
    const span = spans.below(traceparent, 'sends', `deliver ${destination}`);
    span.set(described);
    return span;
  });
}

async function eachTold(spans: readonly OpenSpan[], destination: string, delivery: Promise<Delivered>): Promise<Delivered> {
  await Promise.allSettled(spans.map((span) => ended(span, destination, delivery)));
  return delivery;
}

async function stored(receive: Receive, calls: readonly DeferredCall[]): Promise<Delivered> {
  await receive(calls);
  return 'stored';
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
