import {
  acknowledgementsQueue,
  callsQueue,
  ensureQueues,
  intakeQueue,
  redrive,
  SqsCallQueue,
  SqsServer,
  SqsTarget,
  type ConsumedQueue,
} from '@banyan/adapter-sqs';
import { isUnavailable, type Contract, type DeferredCall } from '@banyan/contracts/define';
import { ACKNOWLEDGEMENTS, DELIVERIES } from '@banyan/contracts/wire';
import type { KeyRing } from '@banyan/contracts/key-ring';
import type { CallQueue } from '@banyan/outbox';
import type { Ambient, Delivered, Target } from '@banyan/strangler';
import type { Logger } from 'pino';
import { Absence } from './absence.ts';
import { hasInbox, type HostedModule } from './hosted-module.ts';
import { QueueListener } from './queue-listener.ts';
import type { QueueSettings } from './queue-settings.ts';

export interface HostQueuesOptions {
  /** The host's name. */
  readonly caller: string;
  /** Every contract it knows: it may send to the queue of each module that is called later. */
  readonly contracts: readonly Contract[];
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
  readonly listener: QueueListener;
  readonly #options: HostQueuesOptions;
  readonly #absence: Absence;
  readonly #callQueues: SqsCallQueue[] = [];
  readonly #used = new Set<string>();
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: HostQueuesOptions) {
    this.#options = options;
    const { settings, keys, ambient, caller } = options;
    this.#absence = new Absence(options.logger, {
      away: 'SQS cannot be reached; orders go on without it, and it is tried again.',
      back: 'SQS answers again.',
    });
    this.listener = new QueueListener((queue) => {
      return new SqsServer({ connection: settings, prefix: settings.prefix, keys, ambient, caller, queues: () => [queue], ...(settings.endpoint === undefined ? {} : NEARBY) });
    });
  }

  /** The queues of all modules that are called later, as one target: a call goes to its module's. Whoever asked for it closes it. */
  target(): QueuesTarget {
    const { settings, keys, caller, contracts } = this.#options;
    const called = contracts.filter((contract) => hasInbox({ contract }));
    const targetOf = ({ name }: Contract) => new SqsTarget({ connection: settings, queue: this.#use(callsQueue(settings.prefix, name)), caller, keys });
    return new QueuesTarget(new Map(called.map((contract) => [contract.name, targetOf(contract)])));
  }

  /** A module's queue for its calls to itself. */
  callQueue(module: string): CallQueue {
    const { settings, keys, caller } = this.#options;
    const queue = new SqsCallQueue({ connection: settings, queue: this.#use(intakeQueue(settings.prefix, module)), caller, keys });
    this.#callQueues.push(queue);
    return queue;
  }

  /**
   * Sees to it that the queues are there. An SQS that cannot be reached now is asked again in the background.
   * @throws {Error} that lists every queue which is missing or not as it must be
   */
  async begin(modules: readonly HostedModule[]): Promise<void> {
    for (const { name } of modules.flatMap((module) => [...this.#calls(module), ...this.#others(module)])) this.#use(name);
    await this.#ensure();
  }

  /**
   * From now on takes the calls of those modules, of which this host executes some.
   * @param modules all that run here: their acknowledgements, and what they call at themselves, are taken in any case
   */
  takeFor(modules: readonly HostedModule[], executes: (module: HostedModule) => boolean): Promise<void> {
    return this.listener.takeFrom(modules.flatMap((module) => [...(executes(module) ? this.#calls(module) : []), ...this.#others(module)]));
  }

  /**
   * Takes what lies parked beside a module's queues back into them.
   * @returns how many messages that were, by queue
   * @throws {Unavailable} if SQS cannot be reached
   */
  async redrive(module: HostedModule): Promise<{ readonly queue: string; readonly moved: number }[]> {
    const redriven: { queue: string; moved: number }[] = [];
    for (const { name: queue } of [...this.#calls(module), ...this.#others(module)]) {
      redriven.push({ queue, moved: await redrive(this.#options.settings, queue, Date.now) });
    }
    return redriven;
  }

  /** Waits for what is being sent, and closes the connections. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    await Promise.all(this.#callQueues.map((queue) => queue.close()));
  }

  #calls({ contract }: HostedModule): ConsumedQueue[] {
    return hasInbox({ contract }) ? [{ name: callsQueue(this.#options.settings.prefix, contract.name), admits: [DELIVERIES] }] : [];
  }

  #others({ contract: { name }, outbox, queued = [] }: HostedModule): ConsumedQueue[] {
    const { prefix } = this.#options.settings;
    return [
      ...(outbox ? [{ name: acknowledgementsQueue(prefix, name), admits: [ACKNOWLEDGEMENTS] }] : []),
      ...(queued.length > 0 ? [{ name: intakeQueue(prefix, name), admits: queued }] : []),
    ];
  }

  async #ensure(): Promise<void> {
    const { settings } = this.#options;
    let reached = true;
    try {
      await this.#absence.ask(() => ensureQueues(settings, [...this.#used], settings.mode));
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      reached = false;
    }
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

/** The queues of several modules: each call goes to that of the module it is for. */
export class QueuesTarget implements Target {
  readonly carries = ['deferred'] as const;
  readonly #queues: ReadonlyMap<string, SqsTarget>;

  constructor(queues: ReadonlyMap<string, SqsTarget>) {
    this.#queues = queues;
  }

  call(...[addressed]: Parameters<Target['call']>): Promise<never> {
    return [...this.#queues.values()][0]!.call(addressed);
  }

  async deliver(calls: readonly DeferredCall[]): Promise<Delivered> {
    const module = calls[0]?.destination.split('.')[0] ?? '';
    return this.#queues.get(module)!.deliver(calls);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
  }
}
