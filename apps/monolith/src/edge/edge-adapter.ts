import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PAYMENT_SIGNATURE } from '@banyan/contracts/public';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseConnection } from './problem/refuse-connection.ts';
import { sendProblem } from './problem/send-problem.ts';
import { keepRawBody } from './request/raw-bodies.ts';
import { parseJsonBody } from './request/json-body.ts';
import { toProblem } from './problem/to-problem.ts';

const BODY_LIMIT = 64 * 1_024;

/** How the process that the edge is part of comes to its end. */
export interface Leaving {
  /** Whether each answer should be the last on its connection, so that shoppers come to another instance. */
  readonly hasBegun: boolean;
  /** Waits for what is being answered; false if that took too long. */
  stage(stage: 'answering', endings: Readonly<Record<string, () => Promise<unknown>>>): Promise<boolean>;
}

const staying: Leaving = {
  hasBegun: false,
  stage: async (_, endings) => {
    await Promise.all(Object.values(endings).map((end) => end()));
    return true;
  },
};

/**
 * Fastify as the shoppers' API needs it: JSON bodies up to 64 KiB and no others, headers up to 16 KiB, a
 * request arrives within 30 s, an idle connection stays for 75 s (longer than a load balancer keeps its own).
 * A request's id is its trace id; none is taken from outside.
 */
export class EdgeAdapter extends FastifyAdapter {
  readonly #leaving: Leaving;

  constructor({ traceId = () => randomBytes(16).toString('hex'), leaving = staying }: { readonly traceId?: () => string; readonly leaving?: Leaving } = {}) {
    super({
      bodyLimit: BODY_LIMIT,
      genReqId: traceId,
      requestIdHeader: false,
      keepAliveTimeout: 75_000,
      requestTimeout: 30_000,
      return503OnClosing: false,
      http: { maxHeaderSize: 16 * 1_024, headersTimeout: 15_000 },
      routerOptions: { maxParamLength: 500 },
      clientErrorHandler: refuseConnection,
      frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(reply, toProblem(error, request)),
    });
    this.#leaving = leaving;
    const fastify = this.getInstance();
    fastify.addHook('onRequest', (_request, reply, done) => {
      if (leaving.hasBegun) void reply.header('connection', 'close');
      done();
    });
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      if (PAYMENT_SIGNATURE in request.headers) keepRawBody(request.raw, body as Buffer);
      parseJsonBody(body as Buffer, done);
    });
  }

  /** Takes no further connection and answers what is in flight; a shopper who is still sending when that took too long is cut off. */
  override async close(): Promise<void> {
    const { server } = this.getInstance();
    const ended = await this.#leaving.stage('answering', {
      'requests of shoppers': async () => {
        await quietMoment(server);
        server.close();
        await super.close();
      },
    });
    if (!ended) server.closeAllConnections();
  }

  /** Nest would add parsers of its own here, forms among them. */
  override registerParserMiddleware(): void {}
}

/** Milliseconds of a turn of the event loop in which little happens, and to wait for one on a process that is too busy for any. */
const [QUIET, QUIET_WITHIN] = [0.5, 1_000];

/**
 * Resolves after a short turn of the event loop in which no connection came. A listener that closes resets those which wait to be
 * accepted, and a caller who has sent a request by then cannot tell whether it was executed; each turn accepts one.
 */
async function quietMoment(server: Server): Promise<void> {
  let came = false;
  const noted = () => void (came = true);
  server.on('connection', noted);
  for (const giveUp = performance.now() + QUIET_WITHIN; performance.now() < giveUp; ) {
    came = false;
    const begun = performance.now();
    await nextTurn();
    if (!came && performance.now() - begun < QUIET) break;
  }
  server.off('connection', noted);
}
