import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import type { Endpoint } from '@banyan/contracts/public';

/** The metadata key under which a controller's method keeps its endpoint. */
export const ENDPOINT = 'banyan:edge:endpoint';

/** The endpoint that is being served. */
export function endpointOf(execution: ExecutionContext): Endpoint {
  return Reflect.getMetadata(ENDPOINT, execution.getHandler()) as Endpoint;
}
