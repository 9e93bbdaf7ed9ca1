import {
  acknowledgementsQueue,
  callsQueue,
  ensureQueues,
  intakeQueue,
  SqsCallQueue,
  SqsServer,
  SqsTarget,
  type ConsumedQueue,
} from '@banyan/adapter-sqs';
import { isUnavailable } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import type { CallQueue } from '@banyan/outbox';
import type { Ambient } from '@banyan/strangler';
import type { Logger } from 'pino';
import { hasInbox, type HostedModule } from './hosted-module.ts';
import type { QueueSettings } from './queue-settings.ts';

export interface HostQueuesOptions {
  /** The host's name. */
  readonly caller: string;
  readonly settings: QueueSettings;
  readonly keys: KeyRing;
  readonly ambient: Ambient;
  readonly logger: Logger;
}

/** Seconds. An SQS that somebody runs nearby is asked often, so that a host stops sooner, and gives back sooner what a killed host held. */
const NEARBY = { longPoll: 1, visibility: 5 };
/** Milliseconds until it is seen again whether the queues are there. */
const ENSURE_AGAIN = 2_000;

/** A host's queues: those it sends to, and those it takes from. */
export class HostQueues {
  /** Takes from the queues of those modules that run here; to be connected as a transport. */
  readonly server: SqsServer;
  readonly #options: HostQueuesOptions;
  readonly #callQueues: SqsCallQueue[] = [];
  readonly #used = new Set<string>();
  #consumed: readonly ConsumedQueue[] = [];
  #again: NodeJS.Timeout | undefined;
  #reached = true;
  #closed = false;

  constructor(options: HostQueuesOptions) {
    this.#options = options;
    const { settings, keys, ambient, caller } = options;
    this.server = new SqsServer({
      connection: settings,
      prefix: settings.prefix,
      keys,
      ambient,
      caller,
      queues: () => this.#consumed,
      ...(settings.endpoint === undefined ? {} : NEARBY),
    });
  }

  /** The queue of another module's host, or of this one's; whoever asked for it closes it. */
  target(module: string): SqsTarget {
    const { settings, keys, caller } = this.#options;
    return new SqsTarget({ connection: settings, queue: this.#use(callsQueue(settings.prefix, module)), caller, keys });
  }

  /** A module's queue for its calls to itself. */
  callQueue(module: string): CallQueue {
    const { settings, keys, caller } = this.#options;
    const queue = new SqsCallQueue({ connection: settings, queue: this.#use(intakeQueue(settings.prefix, module)), caller, keys });
    this.#callQueues.push(queue);
    return queue;
  }

  /**
   * Sees to it that the queues are there and says from which this host takes: those of the modules that run here. An SQS
   * that cannot be reached now is asked again in the background.
   * @throws {Error} that lists every queue which is missing or not as it must be
   */
  async begin(modules: readonly HostedModule[]): Promise<void> {
    const { prefix } = this.#options.settings;
    this.#consumed = modules.flatMap(({ contract, outbox, queued = [] }) => [
      ...(hasInbox({ contract }) ? [{ name: callsQueue(prefix, contract.name), admits: ['deliveries'] }] : []),
      ...(outbox ? [{ name: acknowledgementsQueue(prefix, contract.name), admits: ['acknowledgements'] }] : []),
      ...(queued.length > 0 ? [{ name: intakeQueue(prefix, contract.name), admits: queued }] : []),
    ]);
    for (const { name } of this.#consumed) this.#use(name);
    await this.#ensure();
  }

  /** Waits for what is being sent, and closes the connections. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    await Promise.all(this.#callQueues.map((queue) => queue.close()));
  }

  async #ensure(): Promise<void> {
    const { settings, logger } = this.#options;
    let reached = true;
    try {
      await ensureQueues(settings, [...this.#used], settings.mode);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      reached = false;
      if (this.#reached) logger.warn({ err: error }, 'SQS cannot be reached; orders go on without it, and it is tried again.');
    }
    this.#reached = reached;
    if (!reached || settings.mode === 'create') this.#ensureLater();
  }

  /** An SQS that is not AWS may have forgotten its queues when it comes back. */
  #ensureLater(): void {
    if (this.#closed) return;
    this.#again = setTimeout(() => {
      this.#ensure().catch((error: unknown) => this.#options.logger.error({ err: error }, 'The queues are not as they must be.'));
    }, ENSURE_AGAIN);
  }

  #use(queue: string): string {
    this.#used.add(queue);
    return queue;
  }
}
