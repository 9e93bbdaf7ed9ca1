import type { FastifyInstance } from 'fastify';
import type { SessionAnswer } from './answers.ts';
import type { Gatekeeper } from './roles.ts';

/** `GET session`: what a token allows, for whoever has to show or hide what changes something. */
export function sessionEndpoint(server: FastifyInstance, letPass: Gatekeeper): void {
  server.get('/session', ({ method, headers: { authorization } }): SessionAnswer => ({ role: letPass({ method, authorization }) }));
}
