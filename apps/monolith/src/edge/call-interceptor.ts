import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { codecOf, type CallContext, type Principal } from '@banyan/contracts/define';
import { API_PREFIX, problemDefinition, type Endpoint } from '@banyan/contracts/public';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import { EDGE_HOST, type EdgeHost } from './edge-host.ts';
import { endpointOf } from './endpoint-of.ts';
import { toProblem } from './problem/to-problem.ts';
import { overrideIn, visitorOf } from './request/routing.ts';
import { Visitors } from './visitors.ts';

/** A shopper gets an answer, or is told to come back, within this time. */
const PATIENCE_MS = 10_000;

/** Opens the call that a request is: who asks, until when, under which route table. */
@Injectable()
export class CallInterceptor implements NestInterceptor {
  readonly #host: EdgeHost;
  readonly #visitors: Visitors;

  constructor(@Inject(EDGE_HOST) host: EdgeHost, @Inject(Visitors) visitors: Visitors) {
    this.#host = host;
    this.#visitors = visitors;
  }

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const endpoint = endpointOf(execution);
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const reply = execution.switchToHttp().getResponse<FastifyReply>();
    const { ambient } = this.#host;

    const trace = this.#host.traces.begin(request.id, `${endpoint.method} ${API_PREFIX}${endpoint.path}`);
    try {
      const asGuest = trace.markedFor(this.#context(request, { kind: 'guest' }, trace.traceparent));
      const principal = await ambient.run(asGuest, () => this.#visitors.recognise(endpoint.bearer, request.headers.authorization));
      const visitor = visitorOf(request.headers, principal, request.id);
      const answer: unknown = await ambient.run({ ...asGuest, principal, visitor }, () => lastValueFrom(next.handle()));
      const concluded = this.#conclude(endpoint, answer, reply);
      trace.end('answered');
      return of(concluded);
    } catch (error) {
      const { code } = toProblem(error, request);
      trace.end(problemDefinition(code).status >= 500 ? 'failed' : 'refused', code);
      throw error;
    }
  }

  #context({ id, headers }: FastifyRequest, principal: Principal, traceparent: string): CallContext {
    return {
      principal,
      caller: 'monolith',
      deadline: this.#host.now().getTime() + PATIENCE_MS,
      traceparent,
      routeVersion: this.#host.routeVersion(),
      visitor: visitorOf(headers, principal, id),
      ...overrideIn(headers, this.#host.overrideOf),
    };
  }

  #conclude(endpoint: Endpoint, answer: unknown, reply: FastifyReply): unknown {
    const { body, location } = endpoint.answer;
    reply.header('cache-control', 'no-store');
    if (location) reply.header('location', API_PREFIX + location(answer as never));
    return codecOf(body).copy(answer);
  }
}
