import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import type { Answer, Asked } from './wire.ts';

/** The SQS behind the proxy. */
export class Upstream {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Asks what was asked, byte for byte.
   * @param over aborted when nobody waits for the answer any more
   */
  pass({ headers, text }: Asked, over?: AbortSignal): Promise<Answer> {
    return this.#send(headers, text, over);
  }

  /** Asks for something else in the name of whoever asked. @throws {Error} if it is refused */
  async ask<T extends object>({ headers }: Asked, action: string, input: object, over?: AbortSignal): Promise<T> {
    const { status, text } = await this.#send({ ...headers, 'x-amz-target': `AmazonSQS.${action}` }, JSON.stringify(input), over);
    if (status !== 200) throw new Error(`${action} was refused: ${text}`);
    return JSON.parse(text) as T;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #send(headers: Asked['headers'], body: string, signal?: AbortSignal): Promise<Answer> {
    const sent = request(this.#url, { method: 'POST', agent: this.#agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, ...(signal ? { signal } : {}) });
    sent.end(body);
    const [received] = (await once(sent, 'response')) as [IncomingMessage];
    const { 'transfer-encoding': _chunked, 'content-length': _length, connection: _connection, ...kept } = received.headers;
    return { status: received.statusCode!, headers: kept, text: await textOf(received) };
  }
}
