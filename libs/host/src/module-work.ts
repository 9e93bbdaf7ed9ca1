import { postgresInbox, postgresOutbox, type Database } from '@banyan/adapter-postgres';
import type { DeferredCall } from '@banyan/contracts/define';
import { createLanes, createRelay, type InboxStore, type LaneLoop } from '@banyan/outbox';
import { operationsOf, type Deliver, type HandleDeferred } from '@banyan/strangler';
import type { Logger } from 'pino';
import type { HostedModule } from './hosted-module.ts';

/** Says whether a module takes deferred calls, and so has an inbox. */
export function hasInbox({ contract }: HostedModule): boolean {
  return operationsOf(contract).some(({ operation }) => operation.delivery === 'deferred');
}

/** What goes on for a module without being asked: its inbox is worked off, its outbox delivered. */
export class ModuleWork {
  readonly module: HostedModule;
  readonly #inbox: InboxStore;
  readonly #database: Database;
  readonly #logger: Logger;
  #lanes: LaneLoop | undefined;
  #relay: LaneLoop | undefined;

  constructor(module: HostedModule, database: Database, logger: Logger) {
    this.module = module;
    this.#database = database;
    this.#logger = logger.child({ module: module.contract.name });
    this.#inbox = postgresInbox(database, module.contract.name);
  }

  /** Makes deferred calls durable in the module's inbox. */
  readonly receive: Deliver = async (calls: readonly DeferredCall[]) => {
    await this.#inbox.receive(calls);
    this.#lanes?.nudge();
  };

  /** Begins, where this host is the one in which the module runs. */
  start(handle: HandleDeferred, deliver: Deliver): void {
    if (this.module.outbox) this.#relay = this.#startRelay(deliver);
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

  #startRelay(deliver: Deliver): LaneLoop {
    const relay = createRelay({
      store: postgresOutbox(this.#database, this.module.contract.name),
      deliver,
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
