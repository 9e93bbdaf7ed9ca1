import type { Answer, Request } from '../from-outside/requests.ts';
import type { AlteredRequest } from './defect.ts';

type Which = Pick<AlteredRequest, 'method' | 'path'>;

/** An answer that nobody gave. */
export function answer(statusCode: number, body: object): Answer {
  return { statusCode, body: { text: () => Promise.resolve(JSON.stringify(body)) } };
}

/** The JSON in a request's body. */
export function bodyOf<B extends object>({ body }: Request): B {
  return JSON.parse(String(body)) as B;
}

/** Changes what a request says. */
export function withBody<B extends object>(which: Which, change: (body: B) => B): AlteredRequest {
  return { ...which, kind: 'request', instead: (asked, send) => send({ ...asked, body: JSON.stringify(change(bodyOf<B>(asked))) }) };
}

/** Answers a request without sending it. */
export function unsentRequest(which: Which, said: (asked: Request) => Answer): AlteredRequest {
  return { ...which, kind: 'request', instead: async (asked) => said(asked) };
}

/** Changes what was answered; what failed stays so. */
export function withAnswer<B extends object>(which: Which, change: (body: B, asked: Request) => B): AlteredRequest {
  return {
    ...which,
    kind: 'request',
    instead: async (asked, send) => {
      const { statusCode, body } = await send(asked);
      return answer(statusCode, change(JSON.parse(await body.text()) as B, asked));
    },
  };
}

/** Makes an answer of what failed. */
export function withAnswerForFailure(which: Which, said: (asked: Request) => Answer): AlteredRequest {
  return { ...which, kind: 'request', instead: (asked, send) => send(asked).catch(() => said(asked)) };
}
