import { isSettled } from './order-status.ts';
import type { Order } from './server/order-view.ts';

/** Milliseconds between two questions where events do not come through. */
const betweenQuestions = 3_000;

/**
 * Follows an order in the browser: by its events, and where those fail for good by asking now and then. Tells each change.
 * @returns ends it
 */
export function followOrder(orderId: string, { cancelling, tell }: { readonly cancelling: boolean; readonly tell: (order: Order) => void }): () => void {
  const address = `/orders/${encodeURIComponent(orderId)}`;
  const events = new EventSource(`${address}/events${cancelling ? '?cancelling' : ''}`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const end = () => {
    ended = true;
    events.close();
    clearTimeout(timer);
  };
  const ask = async () => {
    const order = await fetched(`${address}/status`);
    if (ended) return;
    if (order) tell(order);
    if (!order || !isSettled(order, cancelling)) timer = setTimeout(() => void ask(), betweenQuestions);
  };

  events.addEventListener('order', ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as Order));
  events.addEventListener('settled', end);
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED && !ended) void ask();
  });
  return end;
}

async function fetched(address: string): Promise<Order | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as Order) : undefined;
  } catch {
    return undefined;
  }
}
