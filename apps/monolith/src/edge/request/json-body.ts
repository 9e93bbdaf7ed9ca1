import { ProblemError } from '../problem/problem-error.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a body as JSON in UTF-8; an empty one is no body. */
export function parseJsonBody(body: Buffer, done: (error: Error | null, value?: unknown) => void): void {
  if (body.length === 0) return done(null, undefined);
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    return done(new ProblemError('malformedJson'));
  }
  done(null, value);
}
