import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Desk } from '../amend.ts';
import type { TrafficAnswer } from '../answers.ts';
import { ALIVE } from '../known.ts';
import { Refused } from '../refused.ts';
import { readRequest } from '../requests/read-request.ts';
import { NoQuery } from '../requests/schemas.ts';
import { TrafficFeed } from './traffic-feed.ts';

/** Who may watch at once, so that memory and connections stay bounded. */
const WATCHERS = 64;
/** Bytes that may wait for one watcher: who is slower than that misses what comes, and sees the next. */
const WAITING = 256 * 1024;

/** `GET traffic`: what flows, once a second, as server-sent events of the type `traffic`, until the caller leaves or the API closes. */
export function trafficEndpoint(server: FastifyInstance, { store, reports, now }: Pick<Desk, 'store' | 'reports' | 'now'>, onFault: (error: unknown) => void): void {
  const feed = new TrafficFeed({
    look: async () => {
      const [stored, alive] = await Promise.all([store.load(), reports.reports(ALIVE)]);
      return { newest: stored?.version ?? null, reports: alive };
    },
    now,
    onError: onFault,
  });
  const open = new Set<FastifyReply>();

  server.get('/traffic', ({ query }, reply) => {
    readRequest(NoQuery, query);
    if (feed.watchers >= WATCHERS) throw new Refused('tooManyWatchers', `${WATCHERS} watch already.`, 'Close a page that shows the traffic, or ask again later.');
    reply.hijack();
    const { raw } = reply;
    // A connection that stayed open for another request would keep the API from closing.
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'close' });
    raw.flushHeaders();
    open.add(reply);
    const leave = feed.watch((answer) => {
      if (raw.writableLength < WAITING) raw.write(eventOf(answer));
    });
    raw.on('close', () => {
      leave();
      open.delete(reply);
    });
  });

  server.addHook('preClose', (done) => {
    for (const { raw } of open) raw.end();
    done();
  });
}

function eventOf(answer: TrafficAnswer): string {
  return `event: traffic\ndata: ${JSON.stringify(answer)}\n\n`;
}
