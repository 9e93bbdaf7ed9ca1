import type { Contract } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import type { Ambient, Dispatcher, Shadows, Tallies } from '@banyan/strangler';
import type { Logger } from 'pino';
import type { HostSettings } from './host-settings.ts';
import type { HostedModule } from './hosted-module.ts';
import type { HostQueues } from './host-queues.ts';
import type { HostInboxes } from './host-inboxes.ts';
import type { HostRouting } from './routing/host-routing.ts';
import type { RoutingStore } from './routing/routing-store.ts';
import type { Readiness } from './readiness.ts';
import type { Shutdown } from './shutdown/shutdown.ts';
import type { ClosableTarget } from './targets.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** All that a host consists of before Nest puts it together. */
export interface HostParts {
  readonly name: string;
  readonly modules: readonly HostedModule[];
  /** Every contract it knows: its modules' and their neighbours'. */
  readonly contracts: readonly Contract[];
  readonly settings: HostSettings;
  /** Module → the values of its own settings. */
  readonly moduleSettings: ReadonlyMap<string, unknown>;
  readonly targets: ReadonlyMap<string, ClosableTarget>;
  /** The same hosts, over connections of their own. */
  readonly shadowTargets: ReadonlyMap<string, ClosableTarget>;
  readonly tallies: Tallies;
  /** Of the attempts at deferred calls. */
  readonly deferredTallies: Tallies;
  readonly shadows: Shadows;
  /** The queues it sends to and takes from, if it has any. */
  readonly queues: HostQueues | undefined;
  readonly keys: KeyRing;
  readonly ambient: Ambient;
  readonly dispatcher: Dispatcher;
  readonly routing: HostRouting;
  /** The inboxes of its modules, for operators. */
  readonly inboxes: HostInboxes;
  /** Where the routes are kept, if they can change. */
  readonly routingStore: RoutingStore | undefined;
  readonly readiness: Readiness;
  readonly shutdown: Shutdown;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
}
