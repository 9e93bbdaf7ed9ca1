import { setTimeout as pause } from 'node:timers/promises';
import type { TrafficAnswer } from '../../answers.ts';
import { controlPrefix } from '../control-api.ts';
import { broadcast, type Broadcast } from './broadcast.ts';
import { eventData } from './event-lines.ts';
import { latencies, type Latencies } from './latencies.ts';

/** What flows in the shop: one look at it, however many pages show it. */
export interface TrafficWatch {
  /** What was told last; undefined before anything was, or while the control API is away. */
  readonly latest: TrafficAnswer | undefined;
  readonly latencies: Latencies;
  /** What flows as server-sent events `traffic`, and `away` while the control API tells nothing; nothing if too many pages watch. */
  stream: Broadcast['listen'];
  close(): void;
}

/** Pages that may watch at once. */
const pages = 100;
/** Milliseconds between two pictures that a page draws: what comes in between is not sent at all. */
const betweenPictures = 250;
/** Milliseconds until the control API is asked again. */
const again = 1_000;
/** Milliseconds after which a connection that tells nothing is given up. */
const silence = 15_000;

/** Watches from now on, by a viewer's token, until it is closed. */
export function watchTraffic({ controlUrl, viewerToken }: { readonly controlUrl: string; readonly viewerToken: string }): TrafficWatch {
  const cast = broadcast(pages, betweenPictures);
  const noted = latencies();
  const closed = new AbortController();
  let latest: string | undefined;

  const follow = async () => {
    const silent = new AbortController();
    const timer = setTimeout(() => silent.abort(), silence);
    try {
      const response = await fetch(`${controlUrl}${controlPrefix}/traffic`, { headers: { authorization: `Bearer ${viewerToken}` }, signal: AbortSignal.any([closed.signal, silent.signal]) });
      if (!response.ok || !response.body) return void (await response.body?.cancel());
      for await (const data of eventData(response.body)) {
        timer.refresh();
        latest = data;
        noted.note(JSON.parse(data) as TrafficAnswer);
        cast.say(`event: traffic\ndata: ${data}\n\n`);
      }
    } finally {
      clearTimeout(timer);
    }
  };
  const goOn = async () => {
    while (!closed.signal.aborted) {
      await follow().catch(() => undefined);
      latest = undefined;
      cast.say('event: away\ndata: {}\n\n');
      await pause(again, undefined, { signal: closed.signal }).catch(() => undefined);
    }
  };
  void goOn();

  return {
    get latest() {
      return latest === undefined ? undefined : (JSON.parse(latest) as TrafficAnswer);
    },
    latencies: noted,
    stream: () => cast.listen(),
    close: () => {
      closed.abort();
      cast.close();
    },
  };
}
