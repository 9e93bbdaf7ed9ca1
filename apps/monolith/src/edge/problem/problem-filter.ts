import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { isCallError } from '@banyan/contracts/define';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './send-problem.ts';
import { toProblem } from './to-problem.ts';

/** Turns every failure into a problem document; only faults of the shop are logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Edge');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error, request);
    if (problem.code === 'internal') {
      this.#logger.error(`${request.method} ${request.routeOptions.url} failed, trace ${request.id}`, stackOf(error));
    } else if (problem.code === 'unavailable') {
      this.#logger.warn(`${isCallError(error) ? error.operation : request.routeOptions.url} is unavailable, trace ${request.id}`);
    }
    sendProblem(http.getResponse<FastifyReply>(), problem);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
