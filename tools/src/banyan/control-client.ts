import type { ControlProblem } from '@banyan/control';
import { ask, Unreachable } from './ask.ts';

/** The control API, by its paths: `routes`. Each call throws {Unreachable} or {RefusedByControl}. */
export interface ControlClient {
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(method: 'PUT' | 'POST', path: string, body: unknown): Promise<Answer>;
}

/** The control API has refused, and said why. */
export class RefusedByControl extends Error {
  override readonly name = 'RefusedByControl';
  readonly problem: ControlProblem;

  constructor(problem: ControlProblem) {
    super(`${problem.title} ${problem.next}`);
    this.problem = problem;
  }
}

export function controlClient({ url, token }: { readonly url: string; readonly token: string }): ControlClient {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const reply = await ask('The control API', { method, url: `${url.replace(/\/+$/, '')}/control/v1/${path}`, token, ...(body === undefined ? {} : { body }) });
    if (reply.status === 200) return reply.body as Answer;
    if (isProblem(reply.body)) throw new RefusedByControl(reply.body);
    throw new Unreachable(`What answers at ${url} is not the control API: ${reply.status}. Look at the address.`);
  };
  return { get: (path) => call('GET', path), send: call };
}

function isProblem(body: unknown): body is ControlProblem {
  return typeof body === 'object' && body !== null && 'code' in body && 'next' in body && 'title' in body;
}
