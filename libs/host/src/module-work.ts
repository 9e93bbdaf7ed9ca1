import { postgresInbox, postgresOutbox, type Database } from '@banyan/adapter-postgres';
import type { Acknowledgement, DeferredCall } from '@banyan/contracts/define';
import { createLanes, createRelay, type InboxStore, type LaneLoop, type OutboxStore } from '@banyan/outbox';
import type { Deliver, HandleDeferred, Receive } from '@banyan/strangler';
import type { Logger } from 'pino';
import { hasInbox, type HostedModule } from './hosted-module.ts';

/** What goes on for a module without being asked: its inbox is worked off, its outbox delivered. */
export class ModuleWork {
  readonly module: HostedModule;
  readonly #inbox: InboxStore;
  readonly #outbox: OutboxStore;
  readonly #logger: Logger;
  #lanes: LaneLoop | undefined;
  #relay: LaneLoop | undefined;

  constructor(module: HostedModule, database: Database, logger: Logger) {
    this.module = module;
    this.#logger = logger.child({ module: module.contract.name });
    this.#inbox = postgresInbox(database, module.contract.name);
    this.#outbox = postgresOutbox(database, module.contract.name);
  }

  /** Makes deferred calls durable in the module's inbox. */
  readonly receive: Receive = async (calls: readonly DeferredCall[]) => {
    const acknowledgements = await this.#inbox.receive(calls);
    this.#lanes?.nudge();
    return acknowledgements;
  };

  /** Forgets what has become durable at its consumers. */
  async acknowledge(acknowledgements: readonly Acknowledgement[]): Promise<void> {
    await this.#outbox.acknowledge(acknowledgements);
  }

  /**
   * Begins, where this host is the one in which the module runs.
   * @param overdueMs milliseconds until a missing acknowledgement makes the relay deliver again
   */
  start(handle: HandleDeferred, deliver: Deliver, overdueMs: number): void {
    if (this.module.outbox) this.#relay = this.#startRelay(deliver, overdueMs);
    if (hasInbox(this.module)) this.#lanes = this.#startLanes(handle);
  }

  /** Something was just put into the outbox. */
  nudge(): void {
    this.#relay?.nudge();
  }

  /** Begins nothing more, and resolves when what was begun has ended. */
  async stop(): Promise<void> {
    await this.#lanes?.stop();
    await this.#relay?.stop();
  }

  #startRelay(deliver: Deliver, overdueMs: number): LaneLoop {
    const relay = createRelay({
      store: this.#outbox,
      deliver,
      overdueMs: { first: overdueMs, max: overdueMs * 60 },
      onError: (error, lane) => this.#logger.warn({ err: error, lane }, 'A delivery failed; it is tried again.'),
      random: Math.random,
    });
    relay.start();
    return relay;
  }

  #startLanes(handle: HandleDeferred): LaneLoop {
    const lanes = createLanes({
      store: this.#inbox,
      handle: async (call, turn) => {
        await handle(call, turn);
        this.nudge();
      },
      onError: (error, call) => this.#logger.warn({ err: error, messageId: call?.messageId }, 'A deferred call failed; it is tried again.'),
      random: Math.random,
    });
    lanes.start();
    return lanes;
  }
}
