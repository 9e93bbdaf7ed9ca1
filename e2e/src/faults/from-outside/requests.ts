import { Pool } from 'undici';

/** A request over HTTP, with JSON in its body if it has one. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** What came of one. */
export interface Answer {
  readonly statusCode: number;
  readonly body: { text(): Promise<string> };
}

/** Sends a request. */
export type SendRequest = (request: Request) => Promise<Answer>;

type Ask = (this: Pool, request: Request) => Promise<Answer>;

/** Puts itself around every request that a host sends from now on and whose answer it reads as a whole, as those to the payment provider are. */
export function aroundRequests(around: (request: Request, send: SendRequest) => Promise<Answer>): void {
  const ask = Reflect.get(Pool.prototype, 'request') as Ask;
  const instead: Ask = function (request) {
    return around(request, (sent) => ask.call(this, sent));
  };
  Object.assign(Pool.prototype, { request: instead });
}
