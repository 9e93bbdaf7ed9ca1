import type { CallContext } from './call-context.ts';
import { isOperationError, type OperationError } from './operation-error.ts';
import type { Plan, PlannedRefusal } from './plan.ts';

/** What a write read, and what it decided over that. */
export interface Recorded {
  readonly reads: unknown;
  readonly plan: Plan;
}

const key = Symbol.for('banyan:hearOfPlan');
type Watched = CallContext & { readonly [key]?: (recorded: Recorded) => void };

/**
 * A copy of a context by which the write that is called with it is watched: `hear` is told of what it decided, before it is
 * done. Copies of that one are not, so neither a wire nor a call below carries it.
 */
export function hearingOfPlan(context: CallContext, hear: (recorded: Recorded) => void): CallContext {
  return Object.defineProperty({ ...context }, key, { value: hear, enumerable: false });
}

/**
 * What a write decides over its input and what it read, to do just that then; whoever watches the call hears of it. Without
 * anybody who does it is `decide` and no more.
 * @throws what `decide` throws: a declared error is a plan in which nothing is done
 */
export function decided<A extends { readonly reads: unknown }, D extends Plan>(decide: (asked: A) => D, asked: A, context: CallContext): D {
  const hear = (context as Watched)[key];
  if (!hear) return decide(asked);
  const reads = structuredClone(asked.reads);
  const plan = outcomeOf(decide, asked);
  if (!('thrown' in plan)) {
    hear({ reads, plan: tidy(plan) });
    return plan;
  }
  hear({ reads, plan: refusal(plan.thrown) });
  throw plan.thrown;
}

/** The handler of an operation made by `plan`: decides as the write does, and no more. */
export function planning<A, D extends Plan>(decide: (asked: A) => D): (asked: A) => Promise<Omit<D, 'answer'> & { readonly answer: D['answer'] | PlannedRefusal }> {
  return async (asked) => {
    const plan = outcomeOf(decide, asked);
    return ('thrown' in plan ? refusal(plan.thrown) : tidy(plan)) as D;
  };
}

function outcomeOf<A, D extends Plan>(decide: (asked: A) => D, asked: A): D | { readonly thrown: OperationError } {
  try {
    return decide(asked);
  } catch (error) {
    if (isOperationError(error)) return { thrown: error };
    throw error;
  }
}

function refusal({ code, data }: OperationError): Plan<PlannedRefusal> {
  return { answer: { error: { code, data } }, rows: {}, messages: {} };
}

/** Without tables and lanes to which nothing happens, so that it does not matter whether they are named. */
function tidy<D extends Plan>(plan: D): D {
  const rows = Object.fromEntries(Object.entries(plan.rows).filter(([, changed]) => changed !== undefined && Object.keys(changed).length > 0));
  const messages = Object.fromEntries(Object.entries(plan.messages).filter(([, sent]) => sent.length > 0));
  return { ...plan, rows, messages };
}
