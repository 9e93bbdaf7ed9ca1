import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata, UseInterceptors } from '@nestjs/common';
import { API_PREFIX, type AnswerOf, type Endpoint, type RequestTo } from '@banyan/contracts/public';
import { CallInterceptor } from './call-interceptor.ts';
import { ENDPOINT } from './endpoint-of.ts';
import { Input } from './input.ts';

type Serving<E extends Endpoint> = (request: RequestTo<E>, ...more: never[]) => Promise<AnswerOf<E>>;

/**
 * Makes a controller's method answer an endpoint. Its first argument is the checked request, it runs within
 * the call's context, and its answer leaves with just the fields that the endpoint declares.
 */
export function Serves<E extends Endpoint>(endpoint: E) {
  const serve = applyDecorators(
    SetMetadata(ENDPOINT, endpoint),
    RequestMapping({ method: RequestMethod[endpoint.method], path: routeOf(endpoint) }),
    HttpCode(endpoint.answer.status),
    UseInterceptors(CallInterceptor),
  );
  return <M extends Serving<E>>(target: object, name: string, method: TypedPropertyDescriptor<M>): void => {
    Input()(target, name, 0);
    serve(target, name, method);
  };
}

function routeOf(endpoint: Endpoint): string {
  return API_PREFIX + endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
}
