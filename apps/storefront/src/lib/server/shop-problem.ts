import type { Problem, ProblemCode } from '@banyan/contracts/public';

/** The shop said no: a problem document of its API. */
export class ShopProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.name = 'ShopProblem';
    this.problem = problem;
  }

  /** Whether it is one of these. */
  is(...codes: readonly ProblemCode[]): boolean {
    return (codes as readonly string[]).includes(this.problem.code);
  }
}

/** The shop gave no answer that can be read. */
export class ShopUnreachable extends Error {
  constructor(cause: unknown) {
    super('The shop’s API did not answer. See that it runs at SHOP_API_URL.', { cause });
    this.name = 'ShopUnreachable';
  }
}

/** Says whether an error is the shop's answer under one of these codes. */
export function isProblem(error: unknown, ...codes: readonly ProblemCode[]): error is ShopProblem {
  return error instanceof ShopProblem && error.is(...codes);
}

/** Says whether the shop could not answer just now; the same may work in a moment. */
export function isAway(error: unknown): boolean {
  return error instanceof ShopUnreachable || isProblem(error, 'unavailable', 'internal');
}
