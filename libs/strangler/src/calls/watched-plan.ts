import { codecOf, hearingOfPlan, isOperationError, type Recorded } from '@banyan/contracts/define';
import type { AddressedOperation } from '../target.ts';
import type { Call, OnDefect } from './conclude.ts';
import type { Watch } from './watched.ts';

/**
 * Has a sample of home's writes offered to a shadow as what they decided, over what they read: nothing is done twice, since
 * the shadow asks the operation that plans the write. A write that came to nothing is not offered, nor one that told no plan.
 */
export function watchedPlan(planner: AddressedOperation, call: Call, { offer, share, random, version }: Watch, onDefect: OnDefect): Call {
  const [input, output] = [codecOf(planner.operation.input), codecOf(planner.operation.output)];
  return (value, context) => {
    if (random() >= share) return call(value, context);
    let recorded: Recorded | undefined;
    const offered = () => {
      if (!recorded) return;
      const { reads, plan } = recorded;
      const asked = { input: value, reads };
      const violations = [...input.violations(asked), ...output.violations(plan)];
      if (violations.length > 0) {
        onDefect(new TypeError(`What was told of ${planner.address} does not fit its contract: ${JSON.stringify(violations)}`), planner.address);
      } else {
        offer({ addressed: planner, version, input: input.copy(asked), context, home: { kind: 'answered', answer: output.copy(plan) } });
      }
    };
    return call(value, hearingOfPlan(context, (told) => (recorded = told))).then(
      (answer) => {
        offered();
        return answer;
      },
      (error: unknown) => {
        if (isOperationError(error)) offered();
        throw error;
      },
    );
  };
}
