import { setTimeout as pause } from 'node:timers/promises';
import { API_PREFIX, type AnswerOf, type Endpoint, type Problem, type RequestTo } from '@banyan/contracts/public';
import { isProblem, ShopProblem, ShopUnreachable } from './shop-problem.ts';

/** Some of it, as far as it is there. */
type Given<T> = { readonly [name in keyof T]?: T[name] | undefined };

/** What an endpoint is asked; parts that it takes none of are left out. */
export type Asked<E extends Endpoint> = { readonly [part in 'params' | 'query' | 'headers' | 'body']?: Given<RequestTo<E>[part]> } & {
  /** A session's token or an order's receipt. */
  readonly bearer?: string | undefined;
};

/** The shoppers' API, as each of its clients sees it. */
export interface ShopApi {
  /**
   * Asks an endpoint.
   * @throws {ShopProblem} with what the shop answered if it says no
   * @throws {ShopUnreachable} if there is no answer
   */
  ask<E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<AnswerOf<E>>;
}

/** Milliseconds for an answer: longer than the shop gives itself. */
const patience = 8_000;
/** Where nobody can tell a second request from the first, one that the shop could not answer just now is sent again: so often, after so many milliseconds. */
const furtherTries = 2;
const betweenTries = 1_000;

/** @param url where the API is, without its prefix */
export function shopApi(url: string, { send = fetch, wait = pause }: { readonly send?: typeof fetch; readonly wait?: (milliseconds: number) => Promise<unknown> } = {}): ShopApi {
  return {
    ask: async (endpoint, asked = {}) => {
      for (let further = endpoint.repeatable ? furtherTries : 0; ; further--) {
        try {
          return await asking(endpoint, asked);
        } catch (error) {
          if (further === 0 || !isProblem(error, 'unavailable')) throw error;
          await wait(betweenTries);
        }
      }
    },
  };

  async function asking<E extends Endpoint>(endpoint: E, { bearer, ...asked }: Asked<E>): Promise<AnswerOf<E>> {
    const response = await sent(send, `${url}${API_PREFIX}${addressOf(endpoint.path, asked.params ?? {}, asked.query ?? {})}`, {
      method: endpoint.method,
      headers: {
        ...(asked.headers as Readonly<Record<string, string>> | undefined),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    });
    const answer = await json(response);
    if (!response.ok) throw new ShopProblem(answer as Problem);
    return answer as AnswerOf<E>;
  }
}

/** Fills the braces of a path, and appends what of the query is given. */
export function addressOf(path: string, params: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}

async function sent(send: typeof fetch, address: string, request: RequestInit): Promise<Response> {
  try {
    return await send(address, { ...request, signal: AbortSignal.timeout(patience), redirect: 'error' });
  } catch (cause) {
    throw new ShopUnreachable(cause);
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ShopUnreachable(cause);
  }
}
