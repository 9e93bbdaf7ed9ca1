import type { RouteStore } from '@banyan/strangler';
import type { Acknowledgement, DeferredCall } from '@banyan/contracts/define';
import type { OutboxMessage } from '@banyan/outbox';
import type { Chance } from '../chance.ts';
import type { Defect } from '../defects.ts';
import type { Border } from '../network/border.ts';
import type { Queue } from '../network/queue.ts';
import type { Notebook } from '../runs/notebook.ts';
import type { Setting } from '../runs/setting.ts';
import type { Database, Deferring } from '../stores/database.ts';
import type { VirtualTime } from '../time/virtual-time.ts';
import type { Peer } from './peer.ts';
import type { Provider } from './provider.ts';

/** The queues of the shop. */
export interface Queues {
  readonly calls: Readonly<Record<Deferring, Queue<readonly DeferredCall[]>>>;
  readonly acknowledgements: Readonly<Record<Deferring, Queue<readonly Acknowledgement[]>>>;
  readonly intake: Queue<OutboxMessage>;
}

/** Where processes end. */
export interface Borders {
  readonly database: Border;
  readonly routes: Border;
  readonly hosts: Border;
  readonly queues: Border;
  readonly provider: Border;
  /** Between shoppers and the shop. */
  readonly edge: Border;
}

/** What the hosts of a shop stand in: all that is there once. */
export interface Place {
  readonly setting: Setting;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly notebook: Notebook;
  readonly defect: Defect | undefined;
  readonly database: Database;
  readonly provider: Provider;
  readonly routes: RouteStore;
  readonly queues: Queues;
  readonly borders: Borders;
  readonly hosts: readonly Peer[];
  /** Hears which way the intake of a machine's host takes. */
  readonly intakeTakes: (machine: string, way: 'database' | 'queue') => void;
  /** Hears that the intake queue did not take an order for certain. */
  readonly queueRefused: () => void;
  /** For people who look into a run. */
  readonly log: (what: () => string) => void;
  /** Hears of what should never happen, whatever goes wrong around a host. */
  readonly alarm: (what: string) => void;
}
