import { outboxLaneOf, Unavailable, type Acknowledgement, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import { checkout, type UnrecordedOrder } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import type { OutboxMessage } from '@banyan/outbox';
import type { Ambient, Routed } from '@banyan/strangler';
import { consume } from '../network/consumer.ts';
import type { Queue } from '../network/queue.ts';
import type { Process } from '../time/process.ts';
import type { HostName } from './peer.ts';
import { acrossTo } from './modules.ts';
import type { Place } from './place.ts';

export interface TakingOptions {
  readonly process: Process;
  readonly place: Place;
  readonly ambient: Ambient;
  readonly random: () => number;
  readonly host: HostName;
  readonly routed: () => Routed;
  readonly nudge: (module: string) => void;
}

/** Milliseconds that a message gets. */
const handlerMs = 30_000;

/** Begins to take from the queues of a host: the calls of modules of which it executes some, the acknowledgements for its outboxes, and what it sent itself. */
export function startConsumers(options: TakingOptions): void {
  const { place, host, routed } = options;
  const { queues, setting } = place;
  const own = host === 'monolith' ? [checkout, orders] : [orders];
  if (setting.via === 'queue') {
    for (const contract of own) {
      const module = contract.name as 'orders';
      const executesSome = () => {
        const { from, to } = routed().shareOf(contract);
        return from < to;
      };
      take(options, queues.calls[module], (calls) => store(calls, options), executesSome);
      take(options, queues.acknowledgements[module], (acknowledgements) => acrossTo(place, options.process)(() => place.database.outboxes[module].acknowledge(acknowledgements)));
    }
  }
  if (setting.intakeQueue && host === 'monolith') take(options, queues.intake, (call) => record(call, options));
}

function take<Body>({ process, place, random }: TakingOptions, queue: Queue<Body>, handle: (body: Body) => Promise<void>, wanted = () => true): void {
  const deletesFirst = place.defect === 'acknowledged before stored';
  void consume({ queue, border: place.borders.queues, process, random, wanted, handle, deletesFirst });
}

/** Stores deliveries, and then acknowledges them; an acknowledgement that cannot be sent the outbox asks for by sending again. */
async function store(calls: readonly DeferredCall[], options: TakingOptions): Promise<void> {
  const { routed, place } = options;
  if (place.defect === 'acknowledged before stored') acknowledge(calls, options);
  const acknowledged = await routed().receive(calls);
  acknowledge(acknowledged, options);
}

function acknowledge(acknowledged: readonly Acknowledgement[], { place, process }: TakingOptions): void {
  const { borders, queues } = place;
  for (const { lane, sequence } of acknowledged) {
    const { module } = outboxLaneOf(lane);
    const name = `${lane} ${sequence} ${place.time.happened}`;
    const send = async () => queues.acknowledgements[module as 'orders'].send({ group: name, deduplication: name, body: [{ lane, sequence }] });
    borders.queues.cross(process, send, () => new Unavailable('SQS')).catch(() => undefined);
  }
}

/** Records an order that the queue took. */
async function record({ body, principal, traceparent, routeVersion }: OutboxMessage, { routed, place, host }: TakingOptions): Promise<void> {
  const context: CallContext = { principal, caller: host, deadline: place.time.now() + handlerMs, traceparent, routeVersion };
  await routed().served.get('checkout.recordOrder')!(JSON.parse(body) as UnrecordedOrder, context);
}
