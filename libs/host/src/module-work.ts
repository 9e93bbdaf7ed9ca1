import { postgresInbox, postgresOutbox, type Database } from '@banyan/adapter-postgres';
import { isUnavailable, type Acknowledgement, type DeferredCall, type Share } from '@banyan/contracts/define';
import { createLanes, createRelay, spreadClaims, type InboxAdministration, type InboxStore, type LaneLeases, type LaneLoop, type OutboxStore, type RunnerLimits } from '@banyan/outbox';
import type { Deliver, HandleDeferred, Receive } from '@banyan/strangler';
import type { Logger } from 'pino';
import { Absence } from './absence.ts';
import { dataIdentityOf } from './routing/data-identity.ts';
import { hasInbox, type HostedModule } from './hosted-module.ts';
import { allowedMsOf, keptOf } from './lane-rules.ts';

/** What a module's work goes by. */
interface Course {
  readonly handle: HandleDeferred;
  readonly deliver: Deliver;
  /** The part of the lanes that this host executes now. */
  readonly share: () => Share;
  /** By which the instances of this host divide that part; each takes any of it if left out. */
  readonly leases: LaneLeases | undefined;
  /** Milliseconds until a missing acknowledgement makes the relay deliver again. */
  readonly overdueMs: number;
  /** Shared by all modules of the process. */
  readonly limits: RunnerLimits;
}

/** What goes on for a module without being asked: its inbox is worked off, its outbox delivered. */
export class ModuleWork {
  readonly module: HostedModule;
  readonly #inbox: InboxStore;
  readonly #outbox: OutboxStore;
  readonly #database: Database;
  readonly #logger: Logger;
  #identity: string | null = null;
  #lanes: LaneLoop | undefined;
  #leases: LaneLeases | undefined;
  #relay: LaneLoop | undefined;

  constructor(module: HostedModule, database: Database, logger: Logger) {
    this.module = module;
    this.#database = database;
    this.#logger = logger.child({ module: module.contract.name });
    const absence = new Absence(this.#logger, {
      away: 'The database cannot be reached. Nothing is executed or delivered until it is back; it is asked again and again.',
      back: 'The database answers again: what waits is executed and delivered.',
    });
    const inbox = postgresInbox(database, module.contract.name);
    const outbox = postgresOutbox(database, module.contract.name);
    this.#inbox = { ...inbox, claim: (limits) => absence.ask(() => inbox.claim(limits)) };
    this.#outbox = { ...outbox, claim: (limits) => absence.ask(() => outbox.claim(limits)) };
  }

  /** Makes deferred calls durable in the module's inbox. */
  readonly receive: Receive = async (calls: readonly DeferredCall[]) => {
    const acknowledgements = await this.#inbox.receive(calls);
    this.#lanes?.nudge();
    this.#leases?.announce(this.module.contract.name);
    return acknowledgements;
  };

  /** What operators see of the module's inbox, and do to it; undefined if it has none. */
  get administration(): InboxAdministration | undefined {
    return hasInbox(this.module) ? this.#inbox : undefined;
  }

  /** Which data the module works on; null until its database has been reached once. */
  async dataIdentity(): Promise<string | null> {
    try {
      this.#identity ??= await dataIdentityOf(this.#database);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
    return this.#identity;
  }

  /** Forgets what has become durable at its consumers. */
  async acknowledge(acknowledgements: readonly Acknowledgement[]): Promise<void> {
    await this.#outbox.acknowledge(acknowledgements);
  }

  /** Begins: the outbox is delivered by whichever host has it first, the inbox worked off by each host for its own share. */
  start({ handle, deliver, share, leases, overdueMs, limits }: Course): void {
    if (this.module.outbox) this.#relay = this.#startRelay(deliver, overdueMs);
    if (hasInbox(this.module)) this.#lanes = this.#startLanes({ handle, share, leases, limits });
  }

  /** Something was just put into the outbox. */
  nudge(): void {
    this.#relay?.nudge();
  }

  /** Begins nothing more, and resolves when what was begun has ended. */
  async stop(): Promise<void> {
    await Promise.all([this.#lanes?.stop(), this.#relay?.stop()]);
  }

  #startRelay(deliver: Deliver, overdueMs: number): LaneLoop {
    const relay = createRelay({
      store: this.#outbox,
      deliver,
      overdueMs: { first: overdueMs, max: overdueMs * 60 },
      onError: (error, lane) => this.#failed(error, 'A delivery failed; it is tried again.', lane === undefined ? undefined : { lane }),
      random: Math.random,
    });
    relay.start();
    return relay;
  }

  #startLanes({ handle, share, leases, limits }: Pick<Course, 'handle' | 'share' | 'leases' | 'limits'>): LaneLoop {
    const inbox = this.#inbox;
    const lanes = createLanes({
      store: leases ? { ...inbox, claim: spreadClaims(inbox, { leases, now: () => performance.now() }) } : inbox,
      share,
      handle: async (call, turn) => {
        await handle(call, turn);
        this.nudge();
      },
      allowedMs: allowedMsOf(this.module.contract),
      describe: keptOf,
      limits,
      onError: (error, call) => this.#failed(error, 'A deferred call failed; it is tried again.', call && { messageId: call.messageId }),
      onParked: ({ lane, sequence, messageId, traceparent }, { code, message }) =>
        this.#logger.error(
          { lane, sequence, messageId, trace: traceparent.split('-')[1], code, because: message },
          `A lane of ${this.module.contract.name} is parked: its call cannot be executed. See it with banyan parked, then retry or discard it.`,
        ),
      random: Math.random,
    });
    lanes.start();
    this.#leases = leases;
    leases?.listen(this.module.contract.name, () => lanes.nudge());
    return lanes;
  }

  /** @param of what failed; nothing if the database did, whose absence is written already */
  #failed(error: unknown, line: string, of?: Readonly<Record<string, string>>): void {
    if (of || !isUnavailable(error)) this.#logger.warn({ err: error, ...of }, line);
  }
}
