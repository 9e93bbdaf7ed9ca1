import { actWords, requestFor, takesBack, type Act } from '../acts.ts';
import type { ChangeAnswer, ControlProblem, Flow, Moved, Rollout } from '../answers.ts';
import type { ControlApi } from './control-api.ts';
import { refusalOf } from './control-problem.ts';

/** What an act would do, before it is done. */
export interface Preview {
  readonly title: string;
  readonly button: string;
  readonly takesBack: boolean;
  /** Left out where the control API would not do it. */
  readonly change?: {
    /** The version that is changed: nothing is done if it is the newest no more. */
    readonly from: number;
    readonly moved: readonly MovedCalls[];
    /** The rollout as it would stand. */
    readonly rollout?: Rollout;
  };
  readonly refusal?: Pick<ControlProblem, 'code' | 'title' | 'next'>;
}

/** A route that changes, with the calls that it is about. */
export interface MovedCalls extends Moved {
  /** Calls in a second at present; null while nobody tells. */
  readonly rate: number | null;
}

/** Asks the control API what an act would do. @throws what is no refusal */
export async function previewOf(act: Act, control: ControlApi, by: string, flows: readonly Flow[] | undefined): Promise<Preview> {
  const words = { ...actWords(act), takesBack: takesBack(act) };
  const { body, ...request } = requestFor(act);
  try {
    const { version, moved, rollout } = await control.send<ChangeAnswer>({ ...request, body: { ...body, by, why: 'Asked what it would move.', dryRun: true } });
    return { ...words, change: { from: version - 1, moved: moved.map((one) => ({ ...one, rate: flows ? rateOf(one.address, flows) : null })), ...(rollout ? { rollout } : {}) } };
  } catch (error) {
    return { ...words, refusal: refusalOf(error) };
  }
}

function rateOf(address: string, flows: readonly Flow[]): number {
  return flows.reduce((sum, flow) => (flow.address === address ? sum + flow.answered + flow.refused + flow.failed : sum), 0);
}
