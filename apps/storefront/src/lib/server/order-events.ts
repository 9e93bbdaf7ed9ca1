import { setTimeout as pause } from 'node:timers/promises';
import { isSettled } from '../order-status.ts';
import type { Order } from './order-view.ts';

/** How an order is followed. */
export interface Following {
  /** Looks at the order. @throws {Error} while the shop cannot say */
  readonly look: () => Promise<Order>;
  /** Whether its buyer wished to cancel it. */
  readonly cancelling: boolean;
  /** Ends it when the page is closed. */
  readonly signal: AbortSignal;
  /** Waits so many milliseconds. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** Milliseconds between two looks: short at first, when most orders settle. */
const quick = 400;
const slow = 2_000;
/** Looks that are made quickly. */
const quickLooks = 50;
/** Looks without news after which a sign of life is sent. */
const quietLooks = 7;
/** Looks after which the page has to come back, so that nothing runs for ever. */
const mostLooks = 900;

/**
 * An order's changes as server-sent events, `order` each time that it has changed; it ends once the order is settled. While the shop
 * cannot say, the last word stands.
 */
export async function* orderEvents({ look, cancelling, signal, wait = (ms, signal) => pause(ms, undefined, { signal }) }: Following): AsyncGenerator<string> {
  let last = '';
  let quiet = 0;
  for (let looks = 0; looks < mostLooks && !signal.aborted; looks++) {
    const order = await look().catch(() => undefined);
    const told = order && changeOf(order);
    if (order && told !== last) {
      last = told ?? '';
      quiet = 0;
      yield `event: order\ndata: ${JSON.stringify(order)}\n\n`;
    } else if (++quiet >= quietLooks) {
      quiet = 0;
      yield ': still here\n\n';
    }
    if (order && isSettled(order, cancelling)) {
      yield 'event: settled\ndata: {}\n\n';
      return;
    }
    if (!(await waited(looks < quickLooks ? quick : slow, signal, wait))) return;
  }
}

/** What is worth telling: all but the instant for which it is true. */
function changeOf({ asOf: _asOf, ...rest }: Order): string {
  return JSON.stringify(rest);
}

async function waited(milliseconds: number, signal: AbortSignal, wait: NonNullable<Following['wait']>): Promise<boolean> {
  try {
    await wait(milliseconds, signal);
    return true;
  } catch {
    return false;
  }
}
