import type { EventOf, HistoryEvent, Kind, WordOf } from '../../history/index.ts';

type End<K extends Kind> = Extract<WordOf<K>, 'ok' | 'fail' | 'info'>;

/** An operation from its beginning to its end; one that never ended may have been done or not, like `info`. */
export interface Operation<K extends Kind> {
  readonly invoke: EventOf<K, Extract<WordOf<K>, 'invoke'>>;
  readonly end: EventOf<K, End<K>> | undefined;
}

/** An operation of whichever kind. */
export interface AnyOperation {
  readonly invoke: HistoryEvent;
  readonly end: HistoryEvent | undefined;
}

/** An operation that was done for sure. */
export type Done<K extends Kind> = Operation<K> & { readonly end: EventOf<K, Extract<WordOf<K>, 'ok'>> };

/** All operations of a kind, by the time of their beginning. */
export function operationsOf<K extends Kind>({ f }: K, events: readonly HistoryEvent[]): Operation<K>[] {
  const found = new Map<string, { invoke: HistoryEvent; end?: HistoryEvent }>();
  for (const event of events) {
    if (event.f !== f) continue;
    const begun = found.get(event.op);
    if (event.k === 'invoke') found.set(event.op, { invoke: event });
    else if (begun) begun.end ??= event;
  }
  return [...found.values()] as unknown as Operation<K>[];
}

/** Whether an operation was done for sure. */
export function isDone<K extends Kind>(operation: Operation<K>): operation is Done<K> {
  return (operation as unknown as AnyOperation).end?.k === 'ok';
}

/** Whether an operation may have been done. */
export function mayBeDone(operation: AnyOperation): boolean {
  return operation.end?.k !== 'fail';
}

/** The events of an operation. */
export function eventsOf({ invoke, end }: AnyOperation): (HistoryEvent | undefined)[] {
  return [invoke, end];
}
