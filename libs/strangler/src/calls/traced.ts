import { isCallError, isOperationError, type CallContext } from '@banyan/contracts/define';
import type { Ambient } from '../ambient.ts';
import { marked } from '../observe/mark.ts';
import { isRecorded, type OpenSpan, type SpanAttributes, type SpanRole, type Spans } from '../observe/spans.ts';
import { classify } from '../resilience/classify.ts';
import type { Call } from './conclude.ts';

/** Where spans go, and by what the calls within a call find it. */
export interface Tracing {
  readonly spans: Spans;
  readonly ambient: Ambient;
}

export interface TracedCall {
  readonly role: SpanRole;
  /** The operation's address. */
  readonly address: string;
  /** The span's name; the address if left out. */
  readonly name?: string;
  /** What is the same of each call. */
  readonly attributes: SpanAttributes;
  /** What is not. */
  readonly more?: (input: unknown, context: CallContext) => SpanAttributes;
}

/** Gives each call of a recorded trace its span; all other calls it hands on as they are. */
export function traced(call: Call, { spans, ambient }: Tracing, { role, address, name = address, attributes, more }: TracedCall): Call {
  return (input, context) => {
    if (!isRecorded(context.traceparent)) return call(input, context);
    const span = spans.below(context.traceparent, role, name);
    span.set(attributes);
    if (more) span.set(more(input, context));
    const own = marked({ ...context, traceparent: span.traceparent }, { operation: address, span });
    return ended(span, address, ambient.run(own, () => call(input, own)));
  };
}

/** Ends a span as the work ends that it stands for. */
export function ended<T>(span: OpenSpan, address: string, work: Promise<T>): Promise<T> {
  return work.then(
    (answer) => {
      span.end('answered');
      return answer;
    },
    (error: unknown) => {
      span.end(classify(address, error) === 'fault' ? 'failed' : 'refused', codeOf(error));
      throw error;
    },
  );
}

/** Only codes that are declared: of any other error it is unknown what its code may tell. */
function codeOf(error: unknown): string {
  return isCallError(error) || isOperationError(error) ? error.code : 'undeclared';
}
