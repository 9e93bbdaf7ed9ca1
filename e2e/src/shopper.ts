import { setTimeout as pause } from 'node:timers/promises';
import request, { type Response } from 'supertest';

export type Method = 'get' | 'post' | 'put' | 'delete';

/** One request and what came back, as a shopper's client sees it. */
export interface Exchange {
  readonly story: string;
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Sent {
  readonly bearer?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A body that goes out as it is. */
  readonly raw?: string;
  /** Milliseconds for the answer; as many as it takes if left out. */
  readonly within?: number;
}

/** The headers that belong to the public API; the others are the server's own affair. */
const promised = ['content-type', 'location', 'retry-after', 'www-authenticate', 'allow'];
const finals = new Set(['confirmed', 'rejected', 'cancelled']);

/** What a shopper does, with a record of it. */
export class Shopper {
  readonly exchanges: Exchange[] = [];
  readonly #url: string;
  readonly #run: string;
  #story = '';

  /** @param run sets this run's idempotency keys and e-mail addresses apart from another's */
  constructor(url: string, run: string) {
    this.#url = url;
    this.#run = run;
  }

  begin(story: string): void {
    this.#story = story;
  }

  key(name: string): string {
    return `${this.#run}-${name}`.padEnd(16, '.');
  }

  async ask(method: Method, path: string, sent: Sent = {}): Promise<Response> {
    const response = await this.#send(method, path, sent);
    this.#record(`${method.toUpperCase()} ${path}`, response);
    return response;
  }

  /** Asks for an order until its status is final, and records that last answer only. */
  async settled(orderId: string, bearer: string, isSettled = (status: string) => finals.has(status)): Promise<Response> {
    const giveUp = Date.now() + 180_000;
    for (;;) {
      const response = await this.#send('get', `/orders/${orderId}`, { bearer });
      const body = response.body as { status?: string; stale?: boolean };
      if (body.status && isSettled(body.status) && !body.stale) {
        this.#record(`GET /orders/${orderId} until settled`, response);
        return response;
      }
      if (Date.now() > giveUp) throw new Error(`The order ${orderId} did not settle within three minutes; last seen: ${response.text}`);
      await pause(25);
    }
  }

  async #send(method: Method, path: string, { bearer, key, headers = {}, body, raw, within }: Sent): Promise<Response> {
    const pending = request(this.#url)[method](`/api/v1${path}`).set(headers);
    if (within !== undefined) void pending.timeout(within);
    if (bearer) pending.set('authorization', `Bearer ${bearer}`);
    if (key) pending.set('idempotency-key', key);
    if (raw !== undefined) return pending.set('content-type', headers['content-type'] ?? 'application/json').send(raw);
    return body === undefined ? pending : pending.send(body as object);
  }

  #record(asked: string, response: Response): void {
    this.exchanges.push({
      story: this.#story,
      request: asked,
      status: response.status,
      headers: Object.fromEntries(promised.flatMap((name) => (response.headers[name] ? [[name, String(response.headers[name])]] : []))),
      body: response.body as unknown,
    });
  }
}
