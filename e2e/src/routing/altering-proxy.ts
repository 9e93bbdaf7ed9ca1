import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { closed, listening } from '../local-server.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What becomes of the answer of an operation, `catalog.getProduct`, on its way back. */
export type Alteration = (address: string, answer: Answer) => Answer | Promise<Answer>;

/** A way to a host's internal listener on which answers can be altered: they carry no signature. */
export interface AlteringProxy {
  readonly url: string;
  /** How many calls of an operation have come by. */
  asked(address: string): number;
  /** From now on; without an alteration everything passes as it is. */
  alter(alteration?: Alteration): void;
  close(): Promise<void>;
}

/** Puts a proxy before the host at `url`. */
export async function alteringProxy(url: string): Promise<AlteringProxy> {
  const agent = new Agent({ keepAlive: true });
  const counts = new Map<string, number>();
  let altered: Alteration | undefined;

  const answer = async (from: IncomingMessage, to: ServerResponse) => {
    const address = from.url!.slice(from.url!.lastIndexOf('/') + 1);
    counts.set(address, (counts.get(address) ?? 0) + 1);
    const { headers, ...received } = await passOn(from, url, agent);
    const { status, body } = altered ? await altered(address, received) : received;
    to.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  };
  const server = createServer((from, to) => void answer(from, to).catch(() => to.destroy()));
  const address = await listening(server);
  return {
    url: address,
    asked: (address) => counts.get(address) ?? 0,
    alter: (alteration) => void (altered = alteration),
    close: async () => {
      await closed(server);
      agent.destroy();
    },
  };
}

async function passOn(from: IncomingMessage, url: string, agent: Agent): Promise<Answer & { readonly headers: OutgoingHttpHeaders }> {
  const sent = request(new URL(from.url!, url), { agent, method: from.method, headers: from.headers });
  sent.end(await buffer(from));
  const [received] = (await once(sent, 'response')) as [IncomingMessage];
  const { 'transfer-encoding': _chunked, 'content-length': _length, connection: _connection, ...headers } = received.headers;
  return { status: received.statusCode!, body: (await buffer(received)).toString(), headers };
}
