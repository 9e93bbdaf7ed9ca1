import { codecOf } from '@banyan/contracts/define';
import { problemDefinition, problemType, type Problem } from '@banyan/contracts/public';
import type { FastifyReply } from 'fastify';
import type { ProblemError } from './problem-error.ts';

/** Answers with a problem document (RFC 9457). */
export function sendProblem(reply: FastifyReply, problem: ProblemError): void {
  const { status, headers = {} } = problemDefinition(problem.code);
  void reply
    .status(status)
    .headers({ 'cache-control': 'no-store', ...headers, ...problem.details.headers })
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problemDocument(problem, reply.request.id)));
}

/** The document of a problem; of its data just what the code declares. A fault of the shop names its trace. */
export function problemDocument({ code, details }: ProblemError, trace: string): Problem {
  const { status, title, detail, data } = problemDefinition(code);
  const declared = data && codecOf(data).check(details.data) ? codecOf(data).copy(details.data) : undefined;
  return {
    type: problemType(code),
    title,
    status,
    code,
    detail,
    ...(declared ? { data: declared } : {}),
    ...(details.errors ? { errors: [...details.errors] } : {}),
    ...(status >= 500 ? { trace } : {}),
  };
}
