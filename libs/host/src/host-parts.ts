import type { Contract } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import type { Ambient, Dispatcher, RouteStore } from '@banyan/strangler';
import type { Logger } from 'pino';
import type { HostSettings } from './host-settings.ts';
import type { HostedModule } from './hosted-module.ts';
import type { HostQueues } from './host-queues.ts';
import type { HostRouting } from './host-routing.ts';
import type { Readiness } from './readiness.ts';
import type { ClosableTarget } from './targets.ts';

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
  /** The queues it sends to and takes from, if it has any. */
  readonly queues: HostQueues | undefined;
  readonly keys: KeyRing;
  readonly ambient: Ambient;
  readonly dispatcher: Dispatcher;
  /** Where the routes come from. */
  readonly routes: RouteStore;
  readonly routing: HostRouting;
  readonly readiness: Readiness;
  readonly logger: Logger;
}
