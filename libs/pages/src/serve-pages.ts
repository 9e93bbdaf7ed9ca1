import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostSettingsFrom } from './host-settings.ts';
import { onceToldToStop } from './once-told-to-stop.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Milliseconds for which an idle connection is kept: longer than proxies keep theirs (60 s), so that nobody sends a request into one that is just being closed. */
const keptFor = 75_000;
/** Milliseconds for requests under way to be answered once the host is told to stop. */
const patience = 10_000;
/** What a proxy in front of this says of the visitor's own connection. */
const protocolHeader = 'x-forwarded-proto';

/**
 * Serves built pages until the process is told to stop, and ends it then; or at once, with the reason and exit code 1, if they cannot be
 * served. It is ready when it has been set up; whether what the pages ask answers, each page says itself.
 * @param name the host's: `storefront`
 * @param pages the address of the built pages' handler
 */
export function servePages(name: string, pages: string): void {
  serve(name, pages).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

async function serve(name: string, pages: string): Promise<void> {
  const { port, bind } = hostSettingsFrom(name, process.env);
  process.env['PROTOCOL_HEADER'] = protocolHeader;
  const { handler } = (await import(/* @vite-ignore */ pages)) as { handler: Handler };

  const server = createServer({ keepAliveTimeout: keptFor }, (request, response) => {
    if (request.url === '/health/live' || request.url === '/health/ready') return void response.writeHead(200, { 'cache-control': 'no-store' }).end('ok\n');
    request.headers[protocolHeader] ??= 'http';
    handler(request, response, () => void response.writeHead(404).end());
  });

  onceToldToStop(() => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), patience).unref();
  });

  server.listen(port, bind, () => {
    const url = `http://${bind}:${(server.address() as AddressInfo).port}`;
    console.log(`The ${name} answers at ${url}.`);
    process.send?.({ url });
  });
}
