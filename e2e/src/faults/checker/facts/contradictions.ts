import type { History, HistoryEvent } from '../../history/index.ts';

/** Where a history cannot be true, or has holes: nothing may be concluded from it then. */
export function* contradictions({ events, unreadable }: History): Generator<string> {
  for (const { file, line, why } of unreadable) yield `Line ${line} of ${file} cannot be read. ${why}`;
  yield* gaps(events);
  yield* misplacedEnds(events);
}

function* gaps(events: readonly HistoryEvent[]): Generator<string> {
  const last = new Map<string, HistoryEvent>();
  for (const event of events) {
    const before = last.get(event.p);
    if (event.n !== (before?.n ?? 0) + 1) yield `The process ${event.p} recorded event ${event.n} after event ${before?.n ?? 0}: something is missing or its clock went back.`;
    last.set(event.p, event);
  }
}

function* misplacedEnds(events: readonly HistoryEvent[]): Generator<string> {
  const state = new Map<string, 'begun' | 'ended'>();
  for (const { k, op } of events) {
    if (k === 'note') continue;
    const before = state.get(op);
    if (k === 'invoke' && before !== undefined) yield `The operation ${op} begins twice.`;
    if (k !== 'invoke' && before !== 'begun') yield `The operation ${op} ends ${before === undefined ? 'without having begun' : 'twice'}.`;
    state.set(op, k === 'invoke' ? 'begun' : 'ended');
  }
}
