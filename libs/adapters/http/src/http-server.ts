import { createServer, type IncomingMessage, type Server as NodeServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Ambient } from '@banyan/strangler';
import { sendFailure, sendText } from './answer.ts';
import { CallIntake } from './call-intake.ts';
import { InFlight } from './in-flight.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { DELIVERIES } from '@banyan/contracts/wire';
import { refusals } from './refusals.ts';
import { BODY_LIMIT, DELIVERIES_PATH, OPERATIONS_PATH } from './wire.ts';

export interface HttpServerOptions {
  /** Loopback where left out. */
  readonly host?: string;
  /** 0 takes any free port; see {@link HttpServer.url}. */
  readonly port: number;
  readonly keys: KeyRing;
  readonly ambient: Ambient;
  /** Whether this host could answer calls now; asked by `GET /health/ready`. */
  readonly ready?: () => boolean;
  /** Whether each answer should be the last on its connection, so that callers go elsewhere; asked by each. */
  readonly leaving?: () => boolean;
  /** What `GET /metrics` answers; nothing is there if left out. */
  readonly metrics?: MetricsText;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Bytes; 8 MiB where left out. */
  readonly bodyLimit?: number;
  /** Calls that may be under way at once; 1,000 where left out. Further ones are refused unexecuted. */
  readonly inFlightLimit?: number;
  /** Milliseconds that calls under way get to end when the host closes; 10,000 where left out. */
  readonly drainTimeout?: number;
}

/** This host's metrics, as text of some format. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

const KEEP_ALIVE = 75_000;
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;

type Listeners = Record<string, (...values: unknown[]) => void>;

/**
 * A host's internal listener as a Nest transport: it serves the message patterns of the application's
 * controllers, so guards, interceptors and filters run as they do behind any other transport. Handlers get
 * the `CallContext` as their second argument and run in it.
 */
export class HttpServer extends Server<Listeners> implements CustomTransportStrategy {
  override readonly transportId = Symbol.for('banyan:http');
  readonly #options: HttpServerOptions;
  readonly #server: NodeServer;
  readonly #inFlight: InFlight;
  readonly #intake: CallIntake;
  #closing = false;

  constructor(options: HttpServerOptions) {
    super();
    this.#options = options;
    this.#inFlight = new InFlight(options.inFlightLimit ?? 1_000);
    this.#intake = new CallIntake({
      handlers: this.messageHandlers,
      keys: options.keys,
      ambient: options.ambient,
      inFlight: this.#inFlight,
      bodyLimit: options.bodyLimit ?? BODY_LIMIT,
      closing: () => this.#closing,
      now: options.now ?? Date.now,
      onDefect: (error, address) => void this.logger.error(`${address} failed: ${error instanceof Error ? error.stack : String(error)}`),
    });
    this.#server = createServer(
      { keepAliveTimeout: KEEP_ALIVE, headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
      (request, response) => this.#receive(request, response),
    );
  }

  /** Where this listener can be reached; only once it listens. */
  get url(): string {
    const { address, family, port } = this.#server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  /** Begins to accept calls. */
  override listen(callback: (error?: Error) => void): void {
    this.#server.once('error', callback);
    this.#server.listen(this.#options.port, this.#options.host ?? '127.0.0.1', () => {
      this.#server.off('error', callback);
      callback();
    });
  }

  /** Accepts no further call, waits for those under way as long as `drainTimeout` allows, and closes what is left. */
  override async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    let bound: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      bound = setTimeout(resolve, this.#options.drainTimeout ?? 10_000);
    });
    await Promise.race([this.#inFlight.idle(), tooLong]);
    this.#server.closeIdleConnections();
    await Promise.race([closed, tooLong]);
    clearTimeout(bound);
    this.#server.closeAllConnections();
    await closed;
  }

  /** Listens to an event of the Node server below. */
  override on(event: string, callback: (...values: unknown[]) => void): void {
    this.#server.on(event, callback);
  }

  override unwrap<T>(): T {
    return this.#server as T;
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    response.sendDate = false;
    if (this.#closing || this.#options.leaving?.()) response.shouldKeepAlive = false;
    const { method, url = '' } = request;
    const address = method === 'POST' ? addressIn(url) : undefined;
    if (address !== undefined) {
      return this.#intake.take(address, request, response);
    }
    if (method === 'GET' && url === '/health/live') return sendText(response, 200, '{"status":"live"}');
    if (method === 'GET' && url === '/health/ready') {
      const ready = !this.#closing && (this.#options.ready?.() ?? true);
      return sendText(response, ready ? 200 : 503, ready ? '{"status":"ready"}' : '{"status":"not ready"}');
    }
    if (method === 'GET' && url === '/metrics' && this.#options.metrics) return void this.#tellMetrics(this.#options.metrics, response);
    const asked = `${String(method)} ${url}`;
    sendFailure(response, refusals.unknown(asked), asked);
  }

  async #tellMetrics(metrics: MetricsText, response: ServerResponse): Promise<void> {
    try {
      sendText(response, 200, await metrics.text(), metrics.contentType);
    } catch (error) {
      this.logger.error(`The metrics could not be collected: ${error instanceof Error ? error.stack : String(error)}`);
      sendFailure(response, error, 'GET /metrics');
    }
  }
}

/** What a path asks for: an operation's address, or the deliveries. */
function addressIn(url: string): string | undefined {
  if (url.startsWith(OPERATIONS_PATH)) {
    const address = url.slice(OPERATIONS_PATH.length);
    return address.includes('.') ? address : undefined;
  }
  return url === DELIVERIES_PATH ? DELIVERIES : undefined;
}
