import { catalogApi, type CatalogPorts } from '@banyan/catalog/parts';
import { checkoutApi, queuedIntake, type CheckoutNeeds } from '@banyan/checkout/parts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { Unavailable } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { ordersApi } from '@banyan/orders/parts';
import type { CallQueue } from '@banyan/outbox';
import { paymentsApi } from '@banyan/payments/parts';
import type { Dispatcher, Handler } from '@banyan/strangler';
import { behind } from '../network/border.ts';
import { prices } from '../runs/setting.ts';
import { orderBookFor } from '../stores/order-book.ts';
import type { Process } from '../time/process.ts';
import type { Place } from './place.ts';

type Implementation = Readonly<Record<string, Handler>>;

/** Every contract of the shop. */
export const contracts = [catalog, checkout, orders, payments];

const keys = parseKeyRing('KEYS', `k1:${Buffer.alloc(32, 'banyan').toString('base64url')}`);

/** What a module of a host works with. */
export interface Surroundings {
  readonly process: Process;
  readonly place: Place;
  readonly dispatcher: Dispatcher;
  readonly nudge: (module: string) => void;
  readonly intakeTakes: (way: 'database' | 'queue') => void;
}

/** Crosses to the database. */
export function acrossTo({ borders }: Place, process: Process) {
  return <T>(effect: () => Promise<T>) => borders.database.cross(process, effect, () => new Unavailable('PostgreSQL'));
}

/** The orders module of a host. */
export function ordersIn({ process, place, dispatcher }: Surroundings): Implementation {
  const ledger = behind(place.database.orders.seenBy(process.name), acrossTo(place, process));
  const api = ordersApi({ ledger, catalog: dispatcher.apiOf(catalog), payments: dispatcher.apiOf(payments), now: () => new Date(place.time.now()) });
  if (place.defect !== 'cancelled without compensation') return api;
  const cancelOrder: Handler = (_input, _context, turn) => ledger.completeTurn(turn);
  return { ...api, cancelOrder };
}

/** The catalogue, with as much of it as orders need. */
export function catalogIn({ process, place }: Surroundings): Implementation {
  const across = acrossTo(place, process);
  const products = behind({ offers: async (_market: string, _at: string, skus: readonly string[]) => skus.map(offerOf) }, across);
  const ports = { stock: behind(place.database.stock, across), products, now: () => new Date(place.time.now()) };
  return catalogApi(ports as unknown as CatalogPorts);
}

function offerOf(sku: string) {
  const unitPrice = prices[sku];
  return unitPrice === undefined ? ('unknownSku' as const) : { name: sku.toLowerCase(), unitPrice, currency: 'GBP' };
}

/** The payments module. */
export function paymentsIn({ process, place }: Surroundings): Implementation {
  const { database, provider, borders, time } = place;
  const across = acrossTo(place, process);
  return paymentsApi({
    charges: behind(database.charges, across),
    refunds: behind(database.charges.refunds, across),
    provider: provider.seenBy(process, borders.provider),
    now: () => new Date(time.now()),
  });
}

/** Checkout, and its queue for intake where the shop has one. */
export function checkoutIn(surroundings: Surroundings): { readonly implementation: Implementation; readonly look: (() => Promise<void>) | undefined } {
  const { process, place, dispatcher, nudge, intakeTakes } = surroundings;
  const { database, time, setting, log, alarm } = place;
  const across = acrossTo(place, process);
  const intakes = intakesOf(surroundings);
  const queued = setting.intakeQueue
    ? queuedIntake({
        queue: intakeQueueOf(surroundings),
        intakes,
        percent: setting.queuePercent,
        report: (what) => intakeTakes(what.startsWith('PostgreSQL is away') ? 'queue' : 'database'),
        now: time.now,
        pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      })
    : undefined;
  const implementation = checkoutApi({
    carts: behind({ create: async () => undefined, find: async () => null, change: async () => null }, across),
    intakes,
    book: behind(orderBookFor(process.name, { intakes: database.intakes, states: database.states, inbox: database.inboxes.checkout }), across),
    cancellations: behind(database.intakes.cancellations, across),
    ...(queued ? { queued } : {}),
    orders: dispatcher.apiOf(orders),
    keys: { orderIds: keys, receipts: keys, buyers: keys },
    nudge: () => nudge('checkout'),
    alarm: (what) => (what.includes('has waited a minute') ? log(() => what) : alarm(what)),
    newCartId: () => 'crt_AAAAAAAAAAAAAAAAAAAAAA',
    now: () => new Date(time.now()),
    elapsed: time.now,
  });
  return { implementation, look: queued && (() => queued.intakeSwitch.look()) };
}

function intakesOf({ process, place }: Surroundings): CheckoutNeeds['intakes'] {
  const { database, defect, chance } = place;
  const intakes = behind(database.intakes, acrossTo(place, process));
  if (defect !== 'accepted before durable') return intakes;
  const take: typeof intakes.take = async (intake) => {
    setTimeout(() => void intakes.take(intake).catch(() => undefined), chance.between(10, 300));
    return 'taken';
  };
  return new Proxy(intakes, { get: (target, name) => (name === 'take' ? take : (Reflect.get(target, name) as unknown)) });
}

function intakeQueueOf({ process, place }: Surroundings): CallQueue {
  const { queues, borders, defect, queueRefused } = place;
  const cross = <T>(effect: () => T) => borders.queues.cross(process, async () => effect(), () => new Unavailable('SQS'));
  return {
    send: async (call) => {
      try {
        await cross(() => queues.intake.send({ group: call.lane, deduplication: `${call.messageId}\n${call.body}`, body: call }));
      } catch (error) {
        queueRefused();
        throw error;
      }
    },
    isEmpty: async () => (await cross(() => queues.intake.size === 0)) || defect === 'queue left before it is empty',
  };
}
