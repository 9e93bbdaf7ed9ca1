import type { CallContext } from '@banyan/contracts/define';
import { marked, type Mark, type OpenSpan, type SpanOutcome, type Spans } from '@banyan/strangler';

/** The trace that a request from outside begins. */
export interface RequestTrace {
  readonly traceparent: string;
  /** The context of the request's calls: logs know them by the request, and their spans are below its own. */
  markedFor(context: CallContext): CallContext;
  /** Ends the request's span, if its trace is recorded. @param code of the failure */
  end(outcome: SpanOutcome, code?: string): void;
}

/** Begins the traces of requests; whether one is recorded is decided here, for every host below. */
export interface RequestTraces {
  /**
   * @param id 32 hexadecimal digits, chosen at random: the trace's id
   * @param endpoint `POST /api/v1/orders`, never with a value that came with the request
   */
  begin(id: string, endpoint: string): RequestTrace;
}

/** @param sample share of the requests whose traces are recorded, 0 to 1 */
export function requestTraces({ sample, spans }: { readonly sample: number; readonly spans?: Spans | undefined }): RequestTraces {
  return {
    begin: (id, endpoint) => {
      const isRecorded = isSampled(id, sample);
      const span = isRecorded ? spans?.first(id, 'answers', endpoint) : undefined;
      return requestTrace(span?.traceparent ?? `00-${id}-${spanId()}-0${isRecorded ? 1 : 0}`, { operation: endpoint, request: id }, span);
    },
  };
}

function requestTrace(traceparent: string, named: Pick<Mark, 'operation' | 'request'>, span: OpenSpan | undefined): RequestTrace {
  const mark = span ? { ...named, span } : named;
  return {
    traceparent,
    markedFor: (context) => marked(context, mark),
    end: (outcome, code) => span?.end(outcome, code),
  };
}

function spanId(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex');
}

/** Decides by the id itself, so that whoever asks decides alike. */
function isSampled(id: string, sample: number): boolean {
  return Number.parseInt(id.slice(-8), 16) < sample * 2 ** 32;
}
