import type { Problem } from '../../history/index.ts';
import type { Reply } from './client.ts';

/** How an operation is recorded that was not answered with what the shopper hoped for. */
export interface Disappointment {
  /** `fail` if it was definitely not done; `info` if nobody knows. */
  readonly word: 'fail' | 'info';
  readonly problem: Problem;
}

/** Only a 4xx is a definite no. A 5xx, a broken connection, a timeout or an answer that makes no sense leaves everything open. */
export function disappointmentOf(reply: Reply): Disappointment {
  if (reply.kind === 'unanswered') return { word: 'info', problem: { error: reply.error } };
  const { http, retryAfter, body } = reply;
  const code = typeof body['code'] === 'string' ? body['code'] : undefined;
  return {
    word: http >= 400 && http < 500 ? 'fail' : 'info',
    problem: { http, ...(code === undefined ? {} : { code }), ...(retryAfter === undefined ? {} : { retryAfter }) },
  };
}
