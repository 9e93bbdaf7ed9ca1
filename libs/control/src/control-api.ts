import type { AddressInfo } from 'node:net';
import type { GrantedOverride } from '@banyan/contracts/wire';
import type { OperatorActs } from '@banyan/strangler';
import { fastify, type FastifyReply } from 'fastify';
import { actsEndpoint } from './acts-endpoint.ts';
import type { Desk } from './amend.ts';
import { changeEndpoints } from './change-endpoints.ts';
import { problemOf } from './problem.ts';
import { Refused } from './refused.ts';
import { laneEndpoints, type LaneDesk } from './lane-endpoints.ts';
import { gatekeeper, type ControlTokens } from './roles.ts';
import { sessionEndpoint } from './session-endpoint.ts';
import { trafficEndpoint } from './traffic/traffic-endpoint.ts';
import { viewEndpoints } from './view-endpoints.ts';

export interface ControlApiOptions extends Desk {
  /** Makes the token of an override. */
  readonly grant: (granted: GrantedOverride) => string;
  /** What viewers and operators present as `Authorization: Bearer`. */
  readonly tokens: ControlTokens;
  readonly lanes: LaneDesk;
  /** Where operators' acts are noted. */
  readonly acts: OperatorActs;
  /** Hears of what went wrong within; the caller is told nothing of it. */
  readonly onFault: (error: unknown) => void;
}

export interface ControlApi {
  /** @returns the address, `http://127.0.0.1:4400` */
  listen(port: number, bind: string): Promise<string>;
  /** Answers what is in flight, then closes. The store and the reports stay open. */
  close(): Promise<void>;
}

const prefix = '/control/v1';
/** Bytes; the longest request is a rollout with its steps. */
const bodyLimit = 64 * 1024;

/**
 * The way in for those who watch routes and lanes, and change them: `/control/v1`, JSON, with a viewer's token or an operator's. What is refused is
 * answered with a problem document that names the next step.
 */
export function controlApi(options: ControlApiOptions): ControlApi {
  const { tokens, onFault } = options;
  const refuse = (error: unknown, reply: FastifyReply): void => {
    const problem = problemOf(error);
    if (problem.code === 'internal') onFault(error);
    void reply.code(problem.status).header('cache-control', 'no-store').type('application/problem+json').send(JSON.stringify(problem));
  };
  const server = fastify({
    bodyLimit,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => refuse(error, reply as FastifyReply),
  });
  const letPass = gatekeeper(tokens);

  server.setErrorHandler((error, _request, reply) => refuse(error, reply));
  server.setNotFoundHandler((_request, reply) => refuse(nothingHere(), reply));
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('cache-control', 'no-store');
    letPass({ method: request.method, authorization: request.headers.authorization });
    done();
  });
  void server.register(
    (scope, _options, done) => {
      sessionEndpoint(scope, letPass);
      viewEndpoints(scope, options);
      trafficEndpoint(scope, options, onFault);
      changeEndpoints(scope, options);
      laneEndpoints(scope, { ...options.lanes, acts: options.acts });
      actsEndpoint(scope, options);
      done();
    },
    { prefix },
  );

  return {
    listen: async (port, bind) => {
      await server.listen({ port, host: bind });
      const { port: bound } = server.server.address() as AddressInfo;
      return `http://${bind}:${bound}`;
    },
    close: () => server.close(),
  };
}

function nothingHere(): Refused {
  return new Refused(
    'notFound',
    'There is nothing at this address.',
    `GET ${prefix}/ session, routes, history, acts, hosts, traffic, shadows, doctor, lanes, parked; PUT routes; POST rollouts/<entry>, rollouts/<entry>/advance, hold, resume or rollback, revert, overrides, lanes/retry, lanes/discard, queues/redrive.`,
  );
}
