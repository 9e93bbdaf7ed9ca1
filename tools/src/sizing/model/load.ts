import type { OrderFigures, Ordered } from '../arrivals/order-figures.ts';

/** What is asked of the shop in a second. */
export interface Load {
  readonly orders: number;
  readonly linesPerOrder: number;
  /** Pages of products. */
  readonly reads: number;
}

/** The load of the file's busiest minute, so many times. */
export function peakLoad({ minute }: OrderFigures, times: number, readsPerOrder: number): Load {
  return loadOf(minute, 60, times, readsPerOrder);
}

/** The load of the whole file on average, nights and Sundays included, so many times. */
export function averageLoad(figures: OrderFigures, times: number, readsPerOrder: number): Load {
  return loadOf(figures, figures.seconds, times, readsPerOrder);
}

/** The same mix of work, with another number of orders in a second. */
export function atOrders(load: Load, orders: number): Load {
  return { ...load, orders, reads: (load.reads / load.orders) * orders };
}

function loadOf({ orders, lines }: Ordered, seconds: number, times: number, readsPerOrder: number): Load {
  const rate = (orders / seconds) * times;
  return { orders: rate, linesPerOrder: lines / orders, reads: rate * readsPerOrder };
}
