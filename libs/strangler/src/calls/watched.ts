import { codecOf } from '@banyan/contracts/define';
import type { AnsweredCall } from '../shadow/shadow-options.ts';
import { outcomeOfFailure, type Outcome } from '../shadow/outcome.ts';
import type { AddressedOperation } from '../target.ts';
import type { Call } from './conclude.ts';

export interface Watch {
  /** Takes a call that home has answered, to make it elsewhere too. */
  readonly offer: (call: AnsweredCall) => void;
  /** Share of the calls, 0 to 1. */
  readonly share: number;
  /** Gives numbers from 0 up to, not including, 1. */
  readonly random: () => number;
  /** The version of the route table. */
  readonly version: number;
}

/** Has a sample of home's calls offered to a shadow, once they are answered; what is offered nobody changes any more. */
export function watched(addressed: AddressedOperation, call: Call, { offer, share, random, version }: Watch): Call {
  const [input, output] = [codecOf(addressed.operation.input), codecOf(addressed.operation.output)];
  return (value, context) => {
    if (random() >= share) return call(value, context);
    const offered = (home: Outcome) => offer({ addressed, version, input: input.copy(value), context, home });
    return call(value, context).then(
      (answer) => {
        offered({ kind: 'answered', answer: output.copy(answer) });
        return answer;
      },
      (error: unknown) => {
        const outcome = outcomeOfFailure(error);
        if (outcome) offered(outcome);
        throw error;
      },
    );
  };
}
