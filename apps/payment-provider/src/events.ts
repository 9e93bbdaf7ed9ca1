import { createHmac, randomBytes } from 'node:crypto';
import type { Entry } from './entries.ts';

/** Where events go, and the key that they are signed with. */
export interface EventReceiver {
  readonly url: string;
  readonly key: string;
}

/** Tells the shop what became of charges, apart from the answers that it gets. */
export interface EventSender {
  send(entry: Entry): void;
  /** Sends nothing more. What was not taken yet is lost; the shop asks by itself. */
  close(): void;
}

/** Events that wait to be taken, at most; a further one is not sent. */
const MOST_WAITING = 10_000;
/** Milliseconds until one is sent: most answers have gone out by then. */
const SEND_AFTER = 100;
const ATTEMPTS = 12;
const ANSWER_WITHIN = 6_000;

/** Sends each event a moment later, and again after 100 ms, 200 ms and so on up to 30 s until it is taken; signed anew each time. */
export function eventSender({ url, key }: EventReceiver): EventSender {
  const stop = new AbortController();
  let waiting = 0;

  async function attempt(body: string): Promise<boolean> {
    const headers = { 'content-type': 'application/json', 'payment-signature': signatureOf(body, { key, now: Date.now() }) };
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_WITHIN)]) });
    await response.body?.cancel();
    return response.ok;
  }

  async function deliver(body: string): Promise<void> {
    await pause(SEND_AFTER);
    for (let failures = 0; failures < ATTEMPTS && !stop.signal.aborted; failures++) {
      if (await attempt(body).catch(() => false)) return;
      await pause(Math.min(30_000, 100 * 2 ** failures));
    }
  }

  return {
    send(entry) {
      if (waiting >= MOST_WAITING || stop.signal.aborted) return;
      waiting++;
      void deliver(bodyOf(entry)).finally(() => waiting--);
    },
    close: () => stop.abort(),
  };
}

/** Does not keep the process from ending. */
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

/** The header `payment-signature` of a body. @param by.now milliseconds since the epoch */
export function signatureOf(body: string, { key, now }: { readonly key: string; readonly now: number }): string {
  const time = Math.floor(now / 1_000);
  return `t=${time},v1=${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}`;
}

function bodyOf(entry: Entry): string {
  const about = entry.kind === 'charge' ? { kind: `charge.${entry.outcome}`, key: entry.key } : { kind: 'charge.refunded', key: entry.chargeKey };
  return JSON.stringify({ id: `evt_${randomBytes(16).toString('base64url')}`, ...about, at: entry.at });
}
