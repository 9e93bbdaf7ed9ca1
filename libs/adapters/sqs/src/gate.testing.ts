import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';

/** The way to an SQS: counts what passes, can be cut off, and can refuse single messages of a batch as SQS may. */
export class Gate {
  /** How often each action was asked for. */
  readonly requests = new Map<string, number>();
  /** Says which entries of a batch are refused for now. */
  refuses: (entry: SendMessageBatchRequestEntry) => boolean = () => false;
  /** The actions that never come to an answer. */
  readonly blocked = new Set<string>();
  readonly #target: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  readonly #server = createServer((incoming, response) => void this.#pass(incoming, response).catch(() => response.destroy()));
  #cut = false;

  private constructor(target: string) {
    this.#target = target;
    this.#server.on('connection', (socket) => void (this.#cut && socket.destroy()));
  }

  static async to(target: string): Promise<Gate> {
    const gate = new Gate(target);
    await new Promise<void>((resolve) => gate.#server.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  count(action: string): number {
    return this.requests.get(action) ?? 0;
  }

  /** Breaks every connection, and each new one. */
  cut(): void {
    this.#cut = true;
    this.#server.closeAllConnections();
  }

  mend(): void {
    this.#cut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.#agent.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = String(incoming.headers['x-amz-target']).replace('AmazonSQS.', '');
    this.requests.set(action, this.count(action) + 1);
    const body = await text(incoming);
    if (this.blocked.has(action)) return void response.destroy();
    if (action !== 'SendMessageBatch') return this.#forward(incoming, body, response);
    const asked = JSON.parse(body) as { Entries: SendMessageBatchRequestEntry[] };
    const refused = asked.Entries.filter(this.refuses);
    if (refused.length === 0) return this.#forward(incoming, body, response);
    const Failed = refused.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
    const Entries = asked.Entries.filter((entry) => !refused.includes(entry));
    const answer = Entries.length === 0 ? '{}' : await text(await this.#ask(incoming, JSON.stringify({ ...asked, Entries }), response));
    const { Successful = [] } = JSON.parse(answer) as { Successful?: unknown[] };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify({ Successful, Failed }));
  }

  async #forward(incoming: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const answer = await this.#ask(incoming, body, response);
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  }

  #ask(incoming: IncomingMessage, body: string, response: ServerResponse): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { ...incoming.headers, 'content-length': Buffer.byteLength(body) };
      const outgoing = request(this.#target, { method: 'POST', headers, agent: this.#agent }, resolve).on('error', reject);
      response.on('close', () => void (response.writableFinished || outgoing.destroy()));
      outgoing.end(body);
    });
  }
}
