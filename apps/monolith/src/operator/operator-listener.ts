import { randomBytes, timingSafeEqual, createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { CallContext } from '@banyan/contracts/define';
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
  readonly onFault: (error: unknown) => void;
}

export interface OperatorListener {
  /** @returns the address, `http://127.0.0.1:4300` */
  listen(port: number, bind: string): Promise<string>;
  /** Answers what is in flight, then closes. */
  close(): Promise<void>;
}

/** Imports carry a thousand products a call. */
const bodyLimit = 8 * 1024 * 1024;
/** Milliseconds: no operation an operator may ask for is given longer by its contract. */
const patience = 30_000;

/** The operators' way in: `POST /operator/v1/operations/<module>.<operation>` with the operation's input as body. */
export function operatorListener(options: OperatorListenerOptions): OperatorListener {
  const { operations, token, ambient, now, routeVersion, onFault } = options;
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
    const context: CallContext = {
      principal: { kind: 'operator', name: 'operator' },
      caller: 'monolith',
      deadline: now() + patience,
      traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
      routeVersion: routeVersion(),
    };
    try {
      return await ambient.run(context, () => call(request.body));
    } catch (error) {
      return refuse(reply, problemOf(error));
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
