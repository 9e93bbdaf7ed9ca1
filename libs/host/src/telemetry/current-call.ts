import { markOf, type Ambient } from '@banyan/strangler';

/** The call that a log line belongs to. */
export interface CurrentCall {
  /** The trace's id. */
  readonly trace?: string;
  /** The id of the edge's request, which problem documents show to shoppers. */
  readonly request?: string;
  /**
   * What is being done, as near as is known: the operation that another host or a queue asked for, or the request's
   * endpoint. A call within this process is only told apart from its caller's where the trace is recorded.
   */
  readonly operation?: string;
}

/** What a log line says of the call that is current, if there is one. */
export function currentCall(ambient: Ambient): CurrentCall {
  const context = ambient.current();
  if (!context) return {};
  const { operation, request } = markOf(context) ?? {};
  return {
    trace: context.traceparent.split('-')[1] ?? '',
    ...(request === undefined ? {} : { request }),
    ...(operation === undefined ? {} : { operation }),
  };
}
