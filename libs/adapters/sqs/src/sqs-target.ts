import type { DeferredCall } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { QUEUED_SIGNATURE_LIFE, sealCall } from '@banyan/contracts/wire';
import type { AddressedOperation, Delivered, Target } from '@banyan/strangler';
import type { SqsConnection } from './connection.ts';
import { messageId } from './message-ids.ts';
import { refusals } from './refusals.ts';
import type { QueueMessage } from './sending-queue.ts';
import { SqsSender } from './sqs-sender.ts';
import { bodyOf, DELIVERIES } from './wire.ts';

export interface SqsTargetOptions {
  readonly connection: SqsConnection;
  /** The queue from which the other host takes its calls. */
  readonly queue: string;
  /** The name of this host: who delivers. */
  readonly caller: string;
  readonly keys: KeyRing;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Another host, reached by its queue. It may be away: what is delivered waits for it. */
export class SqsTarget implements Target {
  readonly carries = ['deferred'] as const;
  readonly #options: SqsTargetOptions;
  readonly #sender: SqsSender;
  readonly #now: () => number;

  constructor(options: SqsTargetOptions) {
    this.#options = options;
    this.#sender = new SqsSender(options);
    this.#now = options.now ?? Date.now;
  }

  call({ address }: AddressedOperation): Promise<never> {
    return Promise.reject(refusals.answerWanted(address));
  }

  /** @throws {Unavailable} if it is not certain that SQS has all of them */
  async deliver(calls: readonly DeferredCall[]): Promise<Delivered> {
    if (calls.length === 0) return 'stored';
    const { queue } = this.#options;
    await Promise.all(calls.map((call) => this.#sender.send(queue, this.#message(call))));
    return 'underway';
  }

  /** Waits for the deliveries under way, and closes the connections. */
  close(): Promise<void> {
    return this.#sender.close();
  }

  #message(call: DeferredCall): QueueMessage {
    const { caller, keys } = this.#options;
    const { lane, sequence, contractVersion, traceparent, routeVersion } = call;
    const now = this.#now();
    const context = { principal: { kind: 'module', module: caller }, caller, deadline: now + QUEUED_SIGNATURE_LIFE, traceparent, routeVersion } as const;
    const sealed = sealCall(keys, { destination: DELIVERIES, contractVersion, input: { calls: [call] }, context }, { now, life: QUEUED_SIGNATURE_LIFE });
    return { body: bodyOf(sealed), group: messageId(lane), deduplicationId: messageId(`${lane}:${sequence}`) };
  }
}
