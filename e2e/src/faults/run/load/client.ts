import { Agent, request } from 'node:http';

/** What came of a request, as far as whoever sent it can see. */
export type Reply =
  | { readonly kind: 'answered'; readonly http: number; readonly retryAfter: number | undefined; readonly body: Readonly<Record<string, unknown>> }
  /** Nobody knows whether it was done. */
  | { readonly kind: 'unanswered'; readonly error: string };

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
}

/** A shopper's client: one connection that it keeps while it holds, and it repeats nothing by itself. */
export class Client {
  readonly #url: string;
  readonly #deadline: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** @param deadline milliseconds after which no answer is awaited any more */
  constructor(url: string, deadline: number) {
    this.#url = url;
    this.#deadline = deadline;
  }

  /** Always resolves. */
  ask({ method, path, headers = {}, body }: Asked): Promise<Reply> {
    return new Promise((resolve) => {
      const unanswered = (error: NodeJS.ErrnoException) => resolve({ kind: 'unanswered', error: error.code ?? error.message });
      const sent = request(
        `${this.#url}/api/v1${path}`,
        { agent: this.#agent, method, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, signal: AbortSignal.timeout(this.#deadline) },
        (response) => {
          let said = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => (said += part));
          response.on('error', unanswered);
          response.on('end', () => {
            const parsed = recordIn(said);
            const seconds = Number(response.headers['retry-after'] ?? 'none');
            if (parsed === undefined) resolve({ kind: 'unanswered', error: `an answer ${response.statusCode} that is not JSON` });
            else resolve({ kind: 'answered', http: response.statusCode ?? 0, retryAfter: Number.isInteger(seconds) ? seconds : undefined, body: parsed });
          });
        },
      );
      sent.on('error', unanswered);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function recordIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
