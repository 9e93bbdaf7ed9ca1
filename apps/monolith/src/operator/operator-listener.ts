import { randomBytes, timingSafeEqual, createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { RouteOverride } from '@banyan/contracts/define';
import type { RequestTraces } from '@banyan/host';
import type { Ambient } from '@banyan/strangler';
import { fastify, type FastifyError } from 'fastify';
import type { OperatorOperations } from './operator-operations.ts';
import { operatorProblem, problemOf, type OperatorProblem } from './operator-problem.ts';

export interface OperatorListenerOptions {
  readonly operations: OperatorOperations;
  /** What operators present as `Authorization: Bearer`. */
  readonly token: string;
  readonly ambient: Ambient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly routeVersion: () => number;
  /** The override of a token; undefined if it does not hold. */
  readonly overrideOf: (token: string) => RouteOverride | undefined;
  /** Begins the trace of each call. */
  readonly traces: RequestTraces;
  readonly onFault: (error: unknown) => void;
}

export interface OperatorListener {
  /** @returns the address, `http://127.0.0.1:4300` */
  listen(port: number, bind: string): Promise<string>;
  /** Answers what is in flight, then closes. */
  close(): Promise<void>;
}

/** The token by which an operator has a call answered elsewhere; that it holds is said under the same name. */
const OVERRIDE = 'banyan-override';
/** Imports carry a thousand products a call. */
const bodyLimit = 8 * 1024 * 1024;
/** Milliseconds: no operation an operator may ask for is given longer by its contract. */
const patience = 30_000;

/** The operators' way in: `POST /operator/v1/operations/<module>.<operation>` with the operation's input as body. */
export function operatorListener(options: OperatorListenerOptions): OperatorListener {
  const { operations, token, ambient, now, routeVersion, overrideOf, traces, onFault } = options;
  const server = fastify({ bodyLimit, forceCloseConnections: 'idle' });
  const expected = digest(token);

  server.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) onFault(error);
    void refuse(reply, status >= 500 ? problemOf(error) : operatorProblem(status, 'invalidRequest', error.message));
  });
  server.setNotFoundHandler((_request, reply) => refuse(reply, operatorProblem(404, 'routeNotFound', 'POST /operator/v1/operations/<module>.<operation>.')));

  server.addHook('onRequest', async (request, reply) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), expected)) return;
    await refuse(reply, operatorProblem(401, 'unauthenticated', 'Send the operator’s token as Authorization: Bearer.'));
  });

  server.post<{ Params: { address: string } }>('/operator/v1/operations/:address', async (request, reply) => {
    const { address } = request.params;
    const call = operations.get(address);
    if (!call) {
      return refuse(reply, operatorProblem(404, 'unknownOperation', `Operators have: ${[...operations.keys()].join(', ')}.`));
    }
    const granted = request.headers[OVERRIDE];
    const override = typeof granted === 'string' ? overrideOf(granted) : undefined;
    if (override) void reply.header(OVERRIDE, 'taken');
    const trace = traces.begin(randomBytes(16).toString('hex'), `operator ${address}`);
    const context = trace.markedFor({
      principal: { kind: 'operator', name: 'operator' },
      caller: 'monolith',
      deadline: now() + patience,
      traceparent: trace.traceparent,
      routeVersion: routeVersion(),
      ...(override ? { override } : {}),
    });
    try {
      const answer = await ambient.run(context, () => call(request.body));
      trace.end('answered');
      return answer;
    } catch (error) {
      const problem = problemOf(error);
      trace.end(problem.status >= 500 ? 'failed' : 'refused', problem.code);
      return refuse(reply, problem);
    }
  });

  return {
    listen: async (port, bind) => {
      await server.listen({ port, host: bind });
      const { port: bound } = server.server.address() as AddressInfo;
      return `http://${bind}:${bound}`;
    },
    close: () => server.close(),
  };
}

interface Reply {
  code(status: number): Reply;
  type(contentType: string): Reply;
  send(body: OperatorProblem): unknown;
}

function refuse<R extends Reply>(reply: R, problem: OperatorProblem): R {
  reply.code(problem.status).type('application/problem+json').send(problem);
  return reply;
}

/** Tokens are compared by digest: equal lengths, in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
