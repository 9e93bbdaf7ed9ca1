import { problemDefinition, type Mistake, type ProblemCode } from '@banyan/contracts/public';

interface ProblemDetails {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly Mistake[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal by the edge itself: the problem that the shopper gets. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    const { title, detail } = problemDefinition(code);
    super(`${title} ${detail}`);
    this.code = code;
    this.details = details;
  }
}
