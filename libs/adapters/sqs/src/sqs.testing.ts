import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, type Message } from '@aws-sdk/client-sqs';
import type { CallContext, DeferredCall } from '@banyan/contracts/define';
import { parseKeyRing, type KeyRing } from '@banyan/contracts/key-ring';
import { QUEUED_SIGNATURE_LIFE, sealCall, type OpenCall } from '@banyan/contracts/wire';
import type { Ambient } from '@banyan/strangler';
import type { SqsConnection } from './connection.ts';
import { ensureQueues } from './ensure-queues.ts';
import { Gate } from './gate.testing.ts';
import { hostModule, type Behaviour } from './host.testing.ts';
import { acknowledgementsQueue, callsQueue, intakeQueue } from './queue-names.ts';
import { Queues } from './queues.ts';
import { Seen } from './seen.testing.ts';
import { SqsSender } from './sqs-sender.ts';
import { SqsServer, type SqsServerOptions } from './sqs-server.ts';
import { bodyOf } from './wire.ts';

export const storage = new AsyncLocalStorage<CallContext>();
const ambient: Ambient = { current: () => storage.getStore(), run: (context, work) => storage.run(context, work) };

export const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** The nth call of a customer's lane. */
export const callOf = (customer: string, sequence: number): DeferredCall => ({
  lane: `checkout>orders/${customer}`,
  sequence,
  destination: 'orders.placeOrder',
  messageId: `orders.placeOrder:${customer}-${sequence}`,
  contractVersion: '1.0.0',
  body: '{"name":"Zoë 🛒 \uffff"}',
  principal: { kind: 'customer', customerId: customer },
  traceparent,
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 7,
});

/** An SQS with queues for one test, and hosts at them. */
export class Desk {
  readonly prefix = `t${randomUUID().slice(0, 8)}`;
  readonly keys: KeyRing = parseKeyRing('KEYS', `k1:${randomBytes(32).toString('base64url')}`);
  readonly calls = callsQueue(this.prefix, 'orders');
  readonly intake = intakeQueue(this.prefix, 'checkout');
  readonly acknowledgements = acknowledgementsQueue(this.prefix, 'checkout');
  readonly gate: Gate;
  readonly connection: SqsConnection;
  readonly #closers: (() => Promise<unknown> | void)[] = [];
  readonly #queues: Queues;
  readonly #sender: SqsSender;

  private constructor(gate: Gate, direct: string) {
    this.gate = gate;
    this.connection = { region: 'eu-west-1', endpoint: gate.url };
    const beside = { region: 'eu-west-1', endpoint: direct };
    this.#queues = new Queues(beside, 20_000);
    this.#sender = new SqsSender({ connection: beside });
  }

  static async at(emulatorUrl: string): Promise<Desk> {
    const desk = new Desk(await Gate.to(emulatorUrl), emulatorUrl);
    await ensureQueues(desk.connection, [desk.calls, desk.intake, desk.acknowledgements], 'create');
    return desk;
  }

  /** Starts a host which takes calls, orders from the intake and acknowledgements; it ends with the test. */
  async startHost(behaviour: Behaviour, options: Partial<SqsServerOptions> = {}, logger: LoggerService | false = false): Promise<{ close(): Promise<void>; log: Seen<string> }> {
    const log = new Seen<string>();
    const server = new SqsServer({
      connection: this.connection,
      prefix: this.prefix,
      keys: this.keys,
      ambient,
      caller: 'orders',
      longPoll: 1,
      queues: () => [
        { name: this.calls, admits: ['deliveries'] },
        { name: this.intake, admits: ['checkout.recordOrder'] },
        { name: this.acknowledgements, admits: ['acknowledgements'] },
      ],
      ...options,
    });
    Object.assign(server, { logger: { warn: (message: string) => log.add(message) } });
    const app = await NestFactory.createMicroservice(hostModule(behaviour), { strategy: server, logger });
    await app.listen();
    let closed: Promise<void> | undefined;
    const close = () => (closed ??= app.close());
    this.#closers.push(close);
    return { close, log };
  }

  /** Lends something that is closed when the test ends. */
  open<T extends { close(): Promise<unknown> | void }>(opened: T): T {
    this.#closers.push(() => opened.close());
    return opened;
  }

  /** Sends a body past the gate. */
  send(queue: string, body: string, group = 'g'): Promise<void> {
    return this.#sender.send(queue, { body, ...(queue.endsWith('.fifo') ? { group, deduplicationId: randomUUID() } : {}) });
  }

  /** Sends an order to the intake queue, past the gate. */
  sendOrder(input: unknown, { group = 'g', keys = this.keys, now = Date.now(), ...call }: Partial<OpenCall> & { group?: string; keys?: KeyRing; now?: number } = {}): Promise<void> {
    const context: CallContext = { principal: { kind: 'guest' }, caller: 'monolith', deadline: now, traceparent, routeVersion: 7 };
    const open = { destination: 'checkout.recordOrder', contractVersion: '1.2.0', input, context, ...call };
    return this.send(this.intake, bodyOf(sealCall(keys, open, { now, life: QUEUED_SIGNATURE_LIFE })), group);
  }

  /** Receives from a queue, past the gate, as a consumer that dies would: nothing is deleted. */
  async receive(queue: string, visibility = 30, wait = 5): Promise<Message[]> {
    const { Messages = [] } = await this.#queues.client.send(
      new ReceiveMessageCommand({
        QueueUrl: await this.#queues.urlOf(queue),
        WaitTimeSeconds: wait,
        VisibilityTimeout: visibility,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages;
  }

  /** How many messages a queue holds: waiting, and given out. */
  async held(queue: string): Promise<{ waiting: number; givenOut: number }> {
    const { Attributes = {} } = await this.#queues.client.send(new GetQueueAttributesCommand({ QueueUrl: await this.#queues.urlOf(queue), AttributeNames: ['All'] }));
    return { waiting: Number(Attributes['ApproximateNumberOfMessages']), givenOut: Number(Attributes['ApproximateNumberOfMessagesNotVisible']) };
  }

  /** Resolves once a queue holds nothing. */
  async untilEmpty(queue: string): Promise<void> {
    for (let held = await this.held(queue); held.waiting + held.givenOut > 0; held = await this.held(queue)) await pause(20);
  }

  /** Takes all messages out of a queue, as it gives them out. */
  async drain(queue: string): Promise<Message[]> {
    const drained: Message[] = [];
    const QueueUrl = await this.#queues.urlOf(queue);
    while ((await this.held(queue)).waiting > 0) {
      for (const message of await this.receive(queue)) {
        await this.#queues.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
        drained.push(message);
      }
    }
    return drained;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
    await this.gate.close();
    await this.#sender.close();
    this.#queues.close();
  }
}
