import type { Static } from 'typebox';
import { codecOf } from '@banyan/contracts/define';
import { API_PREFIX, publicApi, type Endpoint } from '@banyan/contracts/public';
import { Pool } from 'undici';
import { ShopAway, ShopRefusal, type ShopApi } from './shop-api.ts';

/** Milliseconds in which an answer must begin, and then go on. */
const timeout = 15_000;

interface Answer {
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly body: unknown;
}

/** A shop at an address, `http://127.0.0.1:3000`. Answers that are not what the public API promises are refused. */
export class HttpShop implements ShopApi {
  readonly #pool: Pool;

  /** @param connections held open at most */
  constructor(url: string, { connections }: { readonly connections: number }) {
    this.#pool = new Pool(url, { connections, headersTimeout: timeout, bodyTimeout: timeout });
  }

  async placeOrder({ idempotencyKey, token, body }: Parameters<ShopApi['placeOrder']>[0]): ReturnType<ShopApi['placeOrder']> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey, ...bearer(token) };
    return answered(publicApi.placeOrder, await this.#send('POST', '/orders', headers, JSON.stringify(body)));
  }

  async getOrder(orderId: string, receipt: string): ReturnType<ShopApi['getOrder']> {
    return answered(publicApi.getOrder, await this.#send('GET', `/orders/${orderId}`, bearer(receipt)));
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #send(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body: string | null = null): Promise<Answer> {
    try {
      const answer = await this.#pool.request({ method, path: `${API_PREFIX}${path}`, headers, body });
      const text = await answer.body.text();
      return { status: answer.statusCode, retryAfter: milliseconds(answer.headers['retry-after']), body: json(text) };
    } catch (cause) {
      throw new ShopAway(`no answer (${(cause as Error).message})`, { cause });
    }
  }
}

function answered<E extends Endpoint>({ answer, path }: E, { status, body, retryAfter }: Answer): Static<E['answer']['body']> {
  if (status >= 500 || status === 408 || status === 429) throw new ShopAway(described(status, body), { retryAfter });
  if (status !== answer.status) throw new ShopRefusal(described(status, body));
  const codec = codecOf(answer.body);
  if (codec.check(body)) return body as Static<E['answer']['body']>;
  const [violation] = codec.violations(body);
  throw new ShopRefusal(`the answer of ${path} is not what the API promises: ${violation?.pointer} ${violation?.message}`);
}

function described(status: number, body: unknown): string {
  const { code, title } = (typeof body === 'object' && body !== null ? body : {}) as { readonly code?: string; readonly title?: string };
  return [`answer ${status}`, code, title].filter(Boolean).join(' ');
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function milliseconds(seconds: string | string[] | undefined): number | undefined {
  return typeof seconds === 'string' && /^\d+$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
