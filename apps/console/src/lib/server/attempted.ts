import type { ControlProblem } from '../answers.ts';
import { ControlUnreachable, refusalOf } from './control-problem.ts';

/** What became of something that was asked of the control API: its answer, its no, or nothing that anybody knows. */
export type Attempt<Answer> = { readonly answer: Answer } | NotDone;
export type NotDone = { readonly refusal: Pick<ControlProblem, 'code' | 'title' | 'next'> } | { readonly unsure: true };

/** @throws what is neither a refusal nor silence */
export async function attempted<Answer>(asked: Promise<Answer>): Promise<Attempt<Answer>> {
  try {
    return { answer: await asked };
  } catch (error) {
    if (error instanceof ControlUnreachable) return { unsure: true };
    return { refusal: refusalOf(error) };
  }
}

/** The status of a page that says so. */
export const statusOf = (notDone: NotDone) => ('refusal' in notDone ? 409 : 503);
