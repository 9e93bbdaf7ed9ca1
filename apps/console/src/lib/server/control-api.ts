import type { ControlProblem } from '../answers.ts';
import { ControlRefusal, ControlUnreachable } from './control-problem.ts';

/** The control API, as whoever holds a token sees it. */
export interface ControlApi {
  /**
   * Asks for what can be seen.
   * @param path without the prefix: `history?limit=20`
   * @throws {ControlRefusal} with the problem if it says no
   * @throws {ControlUnreachable} if there is no answer
   */
  get<Answer>(path: string): Promise<Answer>;
  /** Asks for a change, or for what it would do; see {@link get}. */
  send<Answer>(request: ControlRequest): Promise<Answer>;
}

/** A change as it is sent. */
export interface ControlRequest {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Before each path of the control API. */
export const controlPrefix = '/control/v1';
/** Milliseconds for an answer. */
const patience = 10_000;

/** @param url where the API is, without its prefix */
export function controlApi(url: string, token: string, fetched: typeof fetch = fetch): ControlApi {
  const ask = async <Answer>(path: string, request: RequestInit): Promise<Answer> => {
    try {
      const response = await fetched(`${url}${controlPrefix}/${path}`, { ...request, signal: AbortSignal.timeout(patience), redirect: 'error' });
      const answer = (await response.json()) as unknown;
      if (response.ok) return answer as Answer;
      throw new ControlRefusal(answer as ControlProblem);
    } catch (cause) {
      throw cause instanceof ControlRefusal ? cause : new ControlUnreachable(cause);
    }
  };
  const authorization = `Bearer ${token}`;
  return {
    get: (path) => ask(path, { headers: { authorization } }),
    send: ({ method, path, body }) => ask(path, { method, headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  };
}
