import type { checkout } from '@banyan/contracts/checkout';
import type { ImplementationOf } from '@banyan/contracts/define';
import type { OrdersApi } from '@banyan/contracts/orders';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { receiptsWith } from './crypto/receipts.ts';
import { PauseAfterFailure } from './domain/pause-after-failure.ts';
import type { CancellationStore } from './ports/cancellation-store.ts';
import type { CartStore } from './ports/cart-store.ts';
import type { IntakeStore } from './ports/intake-store.ts';
import type { IntakeJournal } from './ports/intake-journal.ts';
import type { OrderBook } from './ports/order-book.ts';
import type { QueuedIntake } from './queued-intake.ts';
import type { RelayNudge } from './relay-nudge.ts';
import { acceptOrder } from './use-cases/accept-order.ts';
import { askOrders } from './use-cases/ask-orders.ts';
import { cancelOrder } from './use-cases/cancel-order.ts';
import { createCart } from './use-cases/create-cart.ts';
import { drawUpOrder } from './use-cases/draw-up-order.ts';
import { getCart } from './use-cases/get-cart.ts';
import { getOrder } from './use-cases/get-order.ts';
import { listOrders } from './use-cases/list-orders.ts';
import { putCartLine } from './use-cases/put-cart-line.ts';
import { recordOrder } from './use-cases/record-order.ts';
import { recordOrderChange } from './use-cases/record-order-change.ts';
import { removeCartLine } from './use-cases/remove-cart-line.ts';
import { takeByQueue } from './use-cases/take-by-queue.ts';
import { takeDirectly, type TakeOrder } from './use-cases/take-directly.ts';
import { takeEitherWay } from './use-cases/take-either-way.ts';

/** What checkout works with. */
export interface CheckoutNeeds {
  readonly carts: CartStore;
  readonly intakes: IntakeStore;
  readonly book: OrderBook;
  readonly cancellations: CancellationStore;
  /** Left out where there is no queue: then no order is accepted while the database is away. */
  readonly queued?: QueuedIntake;
  /** For a queue that forgets; also without one, as long as it holds orders that a queue took before. */
  readonly journal?: IntakeJournal;
  readonly orders: OrdersApi;
  readonly keys: { readonly orderIds: KeyRing; readonly receipts: KeyRing; readonly buyers: KeyRing };
  readonly nudge: RelayNudge;
  /** Told of what somebody should look at. */
  readonly alarm: (what: string) => void;
  readonly newCartId: () => string;
  readonly now: () => Date;
  /** Milliseconds since any fixed moment; never goes back. */
  readonly elapsed: () => number;
}

/** For how long nobody asks the orders module after it has failed to answer. */
const pauseMs = 1_000;

/** The handlers of checkout's contract. */
export function checkoutApi(needs: CheckoutNeeds): ImplementationOf<typeof checkout> {
  const { orders, keys, elapsed } = needs;
  const receipts = receiptsWith(keys.receipts);
  const ask = askOrders({ orders, pause: new PauseAfterFailure(elapsed, pauseMs) });
  return {
    createCart: createCart(needs),
    getCart: getCart(needs),
    putCartLine: putCartLine(needs),
    removeCartLine: removeCartLine(needs),
    acceptOrder: acceptOrder({ ...needs, drawUp: drawUpOrder({ orderIdKeys: keys.orderIds, buyerKeys: keys.buyers, receipts }), take: takeOrder(needs) }),
    recordOrder: recordOrder(needs),
    getOrder: getOrder({ ...needs, receipts, ask }),
    listOrders: listOrders(needs),
    cancelOrder: cancelOrder({ ...needs, receipts }),
    recordOrderChange: recordOrderChange(needs),
  };
}

/** How orders become durable: in the database, and where there is a queue, by it as well. */
function takeOrder(needs: CheckoutNeeds): TakeOrder {
  const directly = takeDirectly(needs);
  if (!needs.queued) return directly;
  const { intakes, queued } = needs;
  return takeEitherWay({ ...queued, intakes, directly, byQueue: takeByQueue({ ...needs, ...queued }) });
}
