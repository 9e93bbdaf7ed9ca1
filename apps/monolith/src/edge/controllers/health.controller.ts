import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EDGE_HOST, type EdgeHost } from '../edge-host.ts';

/** For whoever watches this process. It speaks of this process alone: a neighbour's fault takes no edge away. */
@Controller('health')
export class HealthController {
  readonly #host: EdgeHost;

  constructor(@Inject(EDGE_HOST) host: EdgeHost) {
    this.#host = host;
  }

  @Get('live')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) reply: FastifyReply): { status: string } {
    if (this.#host.readiness.isReady()) return { status: 'ready' };
    void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: 'notReady' };
  }
}
