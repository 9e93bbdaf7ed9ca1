import { outboxLaneOf, type Acknowledgement, type CallContext } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { QUEUED_SIGNATURE_LIFE, sealCall } from '@banyan/contracts/wire';
import { batcher, type Batcher } from '@banyan/outbox';
import { acknowledgementsQueue } from './queue-names.ts';
import type { SqsSender } from './sqs-sender.ts';
import { ACKNOWLEDGEMENTS, bodyOf } from './wire.ts';

export interface AcknowledgerOptions {
  readonly sender: SqsSender;
  readonly prefix: string;
  readonly keys: KeyRing;
  /** The name of this host. */
  readonly caller: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears of acknowledgements that were not sent; the outbox asks for them by sending again. */
  readonly onError: (error: unknown) => void;
}

interface Item {
  readonly acknowledgement: Acknowledgement;
  readonly context: CallContext;
}

/** The acknowledgements carry no contract of their own; this is the form of their message. */
const VERSION = '1.0.0';

/** Tells outboxes what the inboxes of this host have. While one message is under way, the next ones gather into one. */
export class Acknowledger {
  readonly #options: AcknowledgerOptions;
  readonly #modules = new Map<string, Batcher<Item, void>>();

  constructor(options: AcknowledgerOptions) {
    this.#options = options;
  }

  /**
   * Resolves once they are sent, or were tried to be.
   * @param context of the calls that are acknowledged
   */
  async send(acknowledgements: readonly Acknowledgement[], context: CallContext): Promise<void> {
    const sent = acknowledgements.map((acknowledgement) => this.#to(outboxLaneOf(acknowledgement.lane).module)({ acknowledgement, context }));
    await Promise.all(sent).catch(this.#options.onError);
  }

  #to(module: string): Batcher<Item, void> {
    let sending = this.#modules.get(module);
    if (!sending) {
      sending = batcher(async (items) => {
        await this.#sendTogether(module, items);
        return [];
      });
      this.#modules.set(module, sending);
    }
    return sending;
  }

  async #sendTogether(module: string, items: readonly Item[]): Promise<void> {
    const { sender, prefix, keys, caller, now } = this.#options;
    const last = new Map<string, Acknowledgement>();
    for (const { acknowledgement } of items) {
      if (acknowledgement.sequence >= (last.get(acknowledgement.lane)?.sequence ?? 0)) last.set(acknowledgement.lane, acknowledgement);
    }
    const at = now();
    const context = { ...items[0]!.context, principal: { kind: 'module', module: caller }, caller, deadline: at + QUEUED_SIGNATURE_LIFE } as const;
    const call = { destination: ACKNOWLEDGEMENTS, contractVersion: VERSION, input: { acknowledgements: [...last.values()] }, context };
    await sender.send(acknowledgementsQueue(prefix, module), { body: bodyOf(sealCall(keys, call, { now: at, life: QUEUED_SIGNATURE_LIFE })) });
  }
}
