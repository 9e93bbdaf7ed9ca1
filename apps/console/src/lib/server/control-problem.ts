import type { ControlProblem } from '../answers.ts';

/** The control API said no: a problem document. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';
  readonly problem: ControlProblem;

  constructor(problem: ControlProblem) {
    super(`${problem.code}: ${problem.title}`);
    this.problem = problem;
  }
}

/** The control API gave no answer that can be read. */
export class ControlUnreachable extends Error {
  override readonly name = 'ControlUnreachable';

  constructor(cause: unknown) {
    super('The control API did not answer. See that a shop with routes runs at CONTROL_URL.', { cause });
  }
}

/** Says whether an error is the control API's no under one of these codes; under any if none is named. */
export function isRefusal(error: unknown, ...codes: readonly ControlProblem['code'][]): error is ControlRefusal {
  return error instanceof ControlRefusal && (codes.length === 0 || codes.includes(error.problem.code));
}

/** What the control API says to a change that it does not make, for people. @throws what is no refusal */
export function refusalOf(error: unknown): Pick<ControlProblem, 'code' | 'title' | 'next'> {
  if (!isRefusal(error)) throw error;
  const { code, title, next } = error.problem;
  return { code, title, next };
}
