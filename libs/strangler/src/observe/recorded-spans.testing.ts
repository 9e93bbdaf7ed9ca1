import type { SpanAttributes, SpanRole, Spans } from './spans.ts';

/** A span as a test looks at it. */
export interface RecordedSpan {
  readonly name: string;
  readonly role: SpanRole;
  /** The traceparent that it was begun below. */
  readonly parent: string | undefined;
  readonly traceparent: string;
  readonly attributes: SpanAttributes;
  /** How it ended, with its code. */
  ending?: string;
}

/** Spans in memory, in the order in which they began. */
export function recordedSpans(): { readonly spans: Spans; readonly recorded: RecordedSpan[] } {
  const recorded: RecordedSpan[] = [];
  const begin = (traceId: string, parent: string | undefined, role: SpanRole, name: string) => {
    const traceparent = `00-${traceId}-${String(recorded.length + 1).padStart(16, '0')}-01`;
    const span: RecordedSpan & { attributes: SpanAttributes } = { name, role, parent, traceparent, attributes: {} };
    recorded.push(span);
    return {
      traceparent,
      set: (attributes: SpanAttributes) => void (span.attributes = { ...span.attributes, ...attributes }),
      end: (...ending: string[]) => void (span.ending = span.ending === undefined ? ending.join(' ') : 'ended twice'),
    };
  };
  return {
    recorded,
    spans: {
      first: (traceId, role, name) => begin(traceId, undefined, role, name),
      below: (traceparent, role, name) => begin(traceparent.slice(3, 35), traceparent, role, name),
    },
  };
}
