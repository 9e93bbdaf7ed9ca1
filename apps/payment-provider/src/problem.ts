import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';

/** What the provider refuses, each with its HTTP status. */
const statuses = { unauthenticated: 401, unknownCharge: 404, notCharged: 409, otherMoney: 409, otherKey: 409 } as const;

const details: Readonly<Record<keyof typeof statuses, string>> = {
  unauthenticated: 'Send the key as `Authorization: Bearer <PROVIDER_KEY>`.',
  unknownCharge: 'Nothing was charged under this key. Charge it with POST /charges.',
  notCharged: 'This charge was declined, so there is nothing to give back.',
  otherMoney: 'This key was used for another sum before. Ask for the sum of GET /charges/{key}, or use a key of its own.',
  otherKey: 'This charge was given back under another key. Use that key, or leave it: nothing is given back twice.',
};

/** Answers with a problem document (RFC 9457). */
export function refuse(reply: FastifyReply, code: keyof typeof statuses): FastifyReply {
  const status = statuses[code];
  return answer(reply, { status, code, detail: details[code] });
}

/** Puts the server's own failures into the same form. */
export function speakProblems(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) =>
    answer(reply, { status: 404, code: 'unknownRoute', detail: `There is no ${request.method} ${request.url}. Charges are at /charges, all entries at /ledger.` }),
  );
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode: status = 500, message } = error;
    if (status < 500) return answer(reply, { status, code: 'malformed', detail: `${message}. Mend the request and send it again.` });
    request.log.error(error);
    return answer(reply, { status, code: 'failed', detail: `${message} Whether it was done is told by GET /charges/{key}.` });
  });
}

function answer(reply: FastifyReply, problem: { readonly status: number; readonly code: string; readonly detail: string }): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').send({ type: 'about:blank', ...problem });
}
