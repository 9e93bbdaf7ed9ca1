import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostSettingsFrom } from './host-settings.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Milliseconds for requests under way to be answered once the host is told to stop. */
const patience = 10_000;
/** Beside this file, once the pages are built. */
const pages = new URL('handler.js', import.meta.url).href;
/** What a proxy in front of this says of the operator's own connection. */
const protocolHeader = 'x-forwarded-proto';

/** Serves the built pages until it is told to stop. It is ready when it has been set up; whether the control API answers, each page says itself. */
async function main(): Promise<void> {
  const { port, bind } = hostSettingsFrom(process.env);
  process.env['PROTOCOL_HEADER'] = protocolHeader;
  const { handler } = (await import(/* @vite-ignore */ pages)) as { handler: Handler };

  const server = createServer((request, response) => {
    if (request.url === '/health/live' || request.url === '/health/ready') return void response.writeHead(200, { 'cache-control': 'no-store' }).end('ok\n');
    request.headers[protocolHeader] ??= 'http';
    handler(request, response, () => void response.writeHead(404).end());
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // Pages that watch the traffic keep their connection: they come back by themselves.
    process.emit('console:stopping' as never);
    setTimeout(() => server.closeAllConnections(), patience).unref();
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, stop);

  server.listen(port, bind, () => {
    const url = `http://${bind}:${(server.address() as AddressInfo).port}`;
    console.log(`The console answers at ${url}.`);
    process.send?.({ url });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
