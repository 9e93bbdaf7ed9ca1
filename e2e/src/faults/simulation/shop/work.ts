import { checkout } from '@banyan/contracts/checkout';
import type { Contract, Share } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { createLanes, createRelay, RunnerLimits, type LaneLoop } from '@banyan/outbox';
import { deferredHandlers, operationsOf, type Ambient, type LocalModule, type Routed } from '@banyan/strangler';
import { behind } from '../network/border.ts';
import type { HostName } from './peer.ts';
import { acrossTo, type Surroundings } from './modules.ts';

export interface WorkOptions extends Surroundings {
  readonly ambient: Ambient;
  readonly random: () => number;
  readonly host: HostName;
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly routed: () => Routed;
  readonly share: (contract: Contract) => Share;
  /** Where each relay is put under its module's name, and each runner of lanes under `lanes of` it. */
  readonly works: Map<string, LaneLoop>;
}

/** As hosts have it: milliseconds that a handler gets beyond its operation's timeout. */
const graceMs = 5_000;

/** Begins what goes on in a host without being asked: its inboxes are worked off and its outboxes delivered. */
export function startWork(options: WorkOptions): LaneLoop[] {
  const limits = new RunnerLimits();
  const own: readonly Contract[] = options.host === 'monolith' ? [checkout, orders] : [orders];
  return own.flatMap((contract) => {
    const [relay, lanes] = [relayOf(contract, options), lanesOf(contract, options, limits)];
    options.works.set(contract.name, relay);
    options.works.set(`lanes of ${contract.name}`, lanes);
    relay.start();
    lanes.start();
    return [lanes, relay];
  });
}

function relayOf({ name }: Contract, { place, process, random, routed }: WorkOptions): LaneLoop {
  const { database, setting, defect, log } = place;
  return createRelay({
    store: behind(database.outboxes[name as 'orders'], acrossTo(place, process)),
    deliver: async (calls) => {
      if (defect !== 'stored before delivered') return routed().deliver(calls);
      routed().deliver(calls).catch(() => undefined);
      return [];
    },
    batchSize: setting.relayBatchSize,
    leaseMs: setting.relayLeaseMs,
    overdueMs: { first: setting.overdueMs, max: setting.overdueMs * 8 },
    pollMs: { min: 40, max: setting.pollMs },
    onError: (error, lane) => log(() => `${process.name}: the delivery of ${lane ?? name} failed: ${String(error)}`),
    random,
  });
}

function lanesOf(contract: Contract, options: WorkOptions, limits: RunnerLimits): LaneLoop {
  const { place, process, random, routed, modules, ambient, host, share, nudge } = options;
  const { name } = contract;
  const { database, setting, time, log } = place;
  const timeouts = new Map(operationsOf(contract).map(({ address, operation }) => [address, operation.timeout]));
  const handle = deferredHandlers(contract, modules.get(name)!, { ambient, caller: host, now: time.now, routeVersion: () => routed().table.version });
  return createLanes({
    store: behind(database.inboxes[name as 'orders'].seenBy(process.name), acrossTo(place, process)),
    handle: async (call, turn) => {
      await handle(call, turn);
      nudge(name);
    },
    share: () => share(contract),
    allowedMs: ({ destination }) => (timeouts.get(destination) ?? 0) + graceMs,
    limits,
    batchSize: setting.batchSize,
    leaseMs: setting.leaseMs,
    pollMs: { min: 40, max: setting.pollMs },
    onError: (error, call) => log(() => `${process.name}: ${call?.messageId ?? name} failed: ${String(error)}`),
    onParked: ({ messageId }, { code }) => log(() => `${process.name} parked the lane of ${messageId}: ${code}`),
    random,
  });
}

