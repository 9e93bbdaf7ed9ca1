/** What a span stands for, seen from this process. */
export type SpanRole =
  /** Something that happens here. */
  | 'within'
  /** Another host is asked, and waited for. */
  | 'asks'
  /** Somebody outside is answered. */
  | 'answers'
  /** A deferred call is taken to its consumer. */
  | 'sends'
  /** A deferred call is executed. */
  | 'takes';

/** What is told of a span. Neither inputs nor answers nor messages of errors belong here: they may name people. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span that has begun. Its methods neither throw nor take long. */
export interface OpenSpan {
  /** W3C trace context by which what goes on below is joined to it. */
  readonly traceparent: string;
  set(attributes: SpanAttributes): void;
  /**
   * Ends it, once.
   * @param code of the failure, if it has one
   */
  end(outcome: SpanOutcome, code?: string): void;
}

/** As in tallies: only `failed` is a fault of the side that was asked. */
export type SpanOutcome = 'answered' | 'refused' | 'failed';

/** Opens spans; asked only for traces that are recorded. Neither method throws. */
export interface Spans {
  /** Begins a trace, with an id of 32 hexadecimal digits. */
  first(traceId: string, role: SpanRole, name: string): OpenSpan;
  /** Begins a span below another, of this process or of any other. */
  below(traceparent: string, role: SpanRole, name: string): OpenSpan;
}

/** Where the flags of `00-<trace id>-<span id>-<flags>` end; the lowest bit says that the trace is recorded. */
const LAST_OF_FLAGS = 54;
const NINE = 57;
const A = 97;

/** Whether a trace is recorded, as whoever began it decided. It allocates nothing. */
export function isRecorded(traceparent: string): boolean {
  const digit = traceparent.charCodeAt(LAST_OF_FLAGS);
  if (digit <= NINE) return (digit & 1) === 1;
  return digit >= A && (digit & 1) === 0;
}
