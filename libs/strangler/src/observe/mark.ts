import type { CallContext } from '@banyan/contracts/define';
import type { OpenSpan } from './spans.ts';

/** What logs and spans can tell of a context beyond what travels with it. */
export interface Mark {
  /** `catalog.getProduct`, or the endpoint of a request: `POST /api/v1/orders`. */
  readonly operation: string;
  /** The id of the request that the edge took. */
  readonly request?: string;
  /** The span of the call, if its trace is recorded. */
  readonly span?: OpenSpan;
}

const key = Symbol.for('banyan:mark');
type Marked = CallContext & { readonly [key]?: Mark };

/** A copy of a context with a mark, over the one it has. Copies of it keep the mark; no wire carries it. */
export function marked(context: CallContext, mark: Mark): CallContext {
  const own: Marked = { ...context, [key]: { ...markOf(context), ...mark } };
  return own;
}

export function markOf(context: CallContext): Mark | undefined {
  return (context as Marked)[key];
}
