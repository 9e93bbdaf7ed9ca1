import { Agent, request } from 'node:http';

/** One request, and how it ended. */
export interface Answered {
  readonly what: string;
  /** 0 if there was no answer. */
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** A client with connections that it keeps, and which repeats nothing. */
export class KeptClient {
  readonly #url: string;
  readonly #agent: Agent;

  /** @param connections at most */
  constructor(url: string, connections: number) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Resolves also if there is no answer; the body then says why. */
  ask({ method, path, headers = {}, body }: Asked): Promise<Answered> {
    const begun = performance.now();
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve) => {
      const end = (status: number, said: string) => resolve({ what: `${method} ${path}`, status, body: said, milliseconds: performance.now() - begun });
      const sent = request(`${this.#url}${path}`, { agent: this.#agent, method, headers: { ...headers, ...(text === undefined ? {} : { 'content-type': 'application/json' }) } }, (response) => {
        let said = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (said += part));
        response.on('end', () => end(response.statusCode ?? 0, said));
        response.on('error', (error) => end(0, String(error)));
      });
      sent.on('error', (error) => end(0, String(error)));
      sent.end(text);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
