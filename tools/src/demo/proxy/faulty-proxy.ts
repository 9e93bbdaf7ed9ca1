import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What is wrong with the host behind a proxy, as its callers see it. */
export interface Fault {
  /** Changes what an operation has answered; what it returns is sent. @param operation `catalog.getProduct` */
  readonly alter?: (operation: string, answer: unknown) => unknown;
  /** Milliseconds by which each answer comes later. */
  readonly delay?: number;
}

/** Stands before a host and passes everything through. It can be made to do so badly. */
export interface FaultyProxy {
  readonly url: string;
  /** The host behind it. Nothing is passed through before this was said. */
  leadTo(url: string): void;
  /** From the next call on; without a fault all is well again. */
  plant(fault?: Fault): void;
  close(): Promise<void>;
}

const operations = '/v1/operations/';

/** Puts a proxy at a free port of the loopback interface. */
export async function faultyProxy(): Promise<FaultyProxy> {
  const agent = new Agent({ keepAlive: true });
  let host: string | undefined;
  let fault: Fault = {};
  const server = createServer((incoming, outgoing) => {
    if (host === undefined) outgoing.writeHead(503).end();
    else void passOn(incoming, outgoing, { host, agent, fault });
  });
  server.keepAliveTimeout = 75_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => void (host = url),
    plant: (planted = {}) => void (fault = planted),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

/** A connection that breaks on one side is broken on the other. */
async function passOn(incoming: IncomingMessage, outgoing: ServerResponse, { host, agent, fault }: { readonly host: string; readonly agent: Agent; readonly fault: Fault }): Promise<void> {
  const { method, url = '/', headers } = incoming;
  const further = request(new URL(url, host), { method, headers, agent });
  outgoing.once('close', () => void (outgoing.writableFinished || further.destroy()));
  incoming.pipe(further);
  try {
    const [answer] = (await once(further, 'response')) as [IncomingMessage];
    const body = Buffer.concat(await answer.toArray());
    if (fault.delay !== undefined) await pause(fault.delay);
    const sent = answer.statusCode === 200 && url.startsWith(operations) ? altered(body, url.slice(operations.length), fault) : body;
    const { 'transfer-encoding': _, ...rest } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, { ...rest, 'content-length': sent.length }).end(sent);
  } catch {
    outgoing.destroy();
  }
}

function altered(body: Buffer, operation: string, { alter }: Fault): Buffer {
  return alter ? Buffer.from(JSON.stringify(alter(operation, JSON.parse(body.toString())))) : body;
}
