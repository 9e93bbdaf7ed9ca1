import { orderEvents } from '#lib/server/order-events.ts';
import { orderBearer, orderView } from '#lib/server/order-view.ts';
import { orErrorPage } from '#lib/server/or-error-page.ts';
import type { RequestHandler } from './$types';

/** The order as server-sent events. 503 while too many pages follow one already: a page then asks now and then instead. */
export const GET: RequestHandler = async (event) => {
  const { shop, customer } = event.locals;
  const bearer = orderBearer(event, customer);
  const look = () => orderView(shop.api, event.params.orderId, bearer);
  await orErrorPage(look());
  const stream = shop.following.open((signal) => orderEvents({ look, cancelling: event.url.searchParams.has('cancelling'), signal }));
  if (!stream) return new Response('Too many pages follow an order just now. Ask for ./status instead.\n', { status: 503, headers: { 'retry-after': '5' } });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
};
