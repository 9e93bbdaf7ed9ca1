import type { OperatorActs } from '@banyan/strangler';
import type { FastifyInstance } from 'fastify';
import type { ActsAnswer } from './answers.ts';
import { readRequest } from './requests/read-request.ts';
import { ActsQuery } from './requests/schemas.ts';

/** `GET acts`: who retried, discarded, redrove or granted what, when and why. */
export function actsEndpoint(server: FastifyInstance, { acts }: { readonly acts: OperatorActs }): void {
  server.get('/acts', async ({ query }): Promise<ActsAnswer> => {
    const { limit = '20', before } = readRequest(ActsQuery, query);
    const noted = await acts.acts({ limit: Number(limit), ...(before === undefined ? {} : { before: Number(before) }) });
    return { acts: noted, next: noted.length < Number(limit) ? null : (noted.at(-1)?.number ?? null) };
  });
}
