import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpointOf } from './endpoint-of.ts';
import { receiptIn } from './request/bearer.ts';
import { decodeRequest } from './request/decode-request.ts';

/** The request, checked against the endpoint and free of everything it does not declare. */
export const Input = createParamDecorator((_nothing: unknown, execution: ExecutionContext) =>
  decodeRequest(endpointOf(execution), execution.switchToHttp().getRequest<FastifyRequest>()),
);

/** The order receipt that came as the bearer token; undefined if none did. */
export const ReceiptInput = createParamDecorator((_nothing: unknown, execution: ExecutionContext) =>
  receiptIn(execution.switchToHttp().getRequest<FastifyRequest>().headers.authorization),
);
