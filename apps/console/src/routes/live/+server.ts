import type { RequestHandler } from './$types';

/** What flows, as server-sent events. 503 while too many pages watch. */
export const GET: RequestHandler = ({ locals: { desk } }) => {
  const stream = desk.traffic.stream();
  if (!stream) return new Response('Too many pages watch just now. Close one, or come back later.\n', { status: 503, headers: { 'retry-after': '30' } });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
};
