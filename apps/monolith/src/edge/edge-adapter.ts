import { randomBytes } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseConnection } from './problem/refuse-connection.ts';
import { sendProblem } from './problem/send-problem.ts';
import { parseJsonBody } from './request/json-body.ts';
import { toProblem } from './problem/to-problem.ts';

const BODY_LIMIT = 64 * 1_024;

/**
 * Fastify as the shoppers' API needs it: JSON bodies up to 64 KiB and no others, headers up to 16 KiB, a
 * request arrives within 30 s, an idle connection stays for 75 s (longer than a load balancer keeps its own).
 * A request's id is its trace id; none is taken from outside.
 */
export class EdgeAdapter extends FastifyAdapter {
  constructor(traceId: () => string = () => randomBytes(16).toString('hex')) {
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
    const fastify = this.getInstance();
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
      parseJsonBody(body as Buffer, done);
    });
  }

  /** Nest would add parsers of its own here, forms among them. */
  override registerParserMiddleware(): void {}
}
