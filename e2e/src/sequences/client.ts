import { Pool } from 'undici';
import type { Exchange, Method, Sent } from '../shopper.ts';

/** What a shop answered, as far as the public API promises it. */
export type Answer = Pick<Exchange, 'status' | 'headers' | 'body'>;

const promised = ['content-type', 'location', 'retry-after', 'www-authenticate', 'allow'];

/** A shopper's client for very many requests. */
export class Client {
  readonly #pool: Pool;

  constructor(publicUrl: string) {
    this.#pool = new Pool(publicUrl, { connections: 64 });
  }

  async ask(method: Method, path: string, { bearer, key, body }: Sent = {}): Promise<Answer> {
    const response = await this.#pool.request({
      method: method.toUpperCase(),
      path: `/api/v1${path}`,
      headers: {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const headers = Object.fromEntries(promised.flatMap((name) => (response.headers[name] ? [[name, String(response.headers[name])]] : [])));
    const text = await response.body.text();
    return { status: response.statusCode, headers, body: text === '' ? null : (JSON.parse(text) as unknown) };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
