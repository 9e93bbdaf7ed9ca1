import { CallError, type CallContext, type Operation } from '@banyan/contracts/define';
import type { Ambient, Handler } from '@banyan/strangler';
import { callShapeOf } from './call-shape.ts';
import { declaredError, familiarError, type ErrorTranslations } from './error-translation.ts';
import type { SeamCall } from './observed-call.ts';

export interface Enforced {
  /** `orders.getOrder` */
  readonly address: string;
  readonly operation: Operation;
  readonly errors: ErrorTranslations;
}

export interface Within {
  readonly ambient: Ambient;
  /** The context of a call that nobody has opened yet. */
  readonly open: (operation: Operation) => CallContext;
}

/** A call that goes where its route leads; what a wire would lose is lost here as well. */
export function enforcedCall(
  { address, operation, errors }: Enforced,
  routed: (input: unknown) => Promise<unknown>,
  { ambient, open }: Within,
): SeamCall {
  const shape = callShapeOf(operation);
  return async (given) => {
    if (shape.superfluous(given).length > 0) throw superfluous(address, given.length);
    const input = shape.inputOf(given);
    const call = () => routed(input);
    try {
      return shape.returnedBy(await (ambient.current() ? call() : ambient.run(open(operation), call)));
    } catch (error) {
      throw familiarError(errors, error);
    }
  };
}

/** What answers an enforced call in the process of the original: the original's method, in the context of the call. */
export function originalHandler({ operation, errors }: Enforced, direct: SeamCall, ambient: Ambient): Handler {
  const shape = callShapeOf(operation);
  return (input: unknown, context) =>
    ambient.run(context, async () => {
      try {
        return shape.answerOf(await direct(shape.argumentsOf(input)));
      } catch (error) {
        throw declaredError(errors, error);
      }
    });
}

function superfluous(address: string, given: number): CallError {
  return new CallError(
    'contractViolation',
    address,
    `${address} has one argument and was given ${given}: leave the others out, or make its input a tuple that names them.`,
    { executed: 'no' },
  );
}
