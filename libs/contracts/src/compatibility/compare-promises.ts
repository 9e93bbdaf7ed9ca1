import { difference } from './difference.ts';
import type { Difference } from './finding.ts';
import { HIDDEN_KEY, type PublishedOperation } from './published-contract.ts';

/** A difference in a part that is no value, such as `effect`. */
export interface PromiseDifference extends Difference {
  readonly part: string;
}

/** Promises that may be made where there was none. */
const gains: ReadonlySet<string> = new Set(['location', 'repeatable']);
type Promises = PublishedOperation['promises'];

/** Compares what has to stay word for word. */
export function comparePromises(older: Promises, newer: Promises): PromiseDifference[] {
  const names = [...new Set([...Object.keys(older), ...Object.keys(newer)])];
  return names.flatMap((part): PromiseDifference[] => {
    const [was, is] = [older[part], newer[part]];
    if (was === is && was !== HIDDEN_KEY) return [];
    const about = { pointer: '', was, is };
    if (was === HIDDEN_KEY || is === HIDDEN_KEY) {
      const message = `What ${part} is made of cannot be seen, so it cannot be told whether it is the same.`;
      return [{ part, ...difference('keyHidden', 'undecidable', { ...about, message }) }];
    }
    const judgement = was === undefined && gains.has(part) ? 'compatible' : 'breaking';
    return [{ part, ...difference('promiseChanged', judgement, { ...about, message: `${part} was ${was ?? 'not promised'} and is ${is ?? 'not promised'}.` }) }];
  });
}

/** Compares how long is waited. Nobody waits for what is deferred. */
export function compareTimeouts(older: PublishedOperation, newer: PublishedOperation): PromiseDifference[] {
  const [was, is] = [older.timeout, newer.timeout];
  if (was === is || was === undefined || is === undefined) return [];
  const about = { pointer: '', was, is, message: `It is waited for ${is} ms, where it was ${was} ms.` };
  if (is > was) return [{ part: 'timeout', ...difference('timeoutLengthened', 'compatible', about) }];
  const judgement = newer.promises['delivery'] === 'deferred' ? 'compatible' : 'breaking';
  return [{ part: 'timeout', ...difference('timeoutShortened', judgement, about) }];
}

/** Compares who may call; an empty list is everybody. */
export function compareCallers({ callers: was }: PublishedOperation, { callers: is }: PublishedOperation): PromiseDifference[] {
  const may = (callers: readonly string[], who: string) => callers.length === 0 || callers.includes(who);
  const gone = was.length === 0 && is.length > 0 ? ['everybody'] : was.filter((who) => !may(is, who));
  const more = is.length === 0 && was.length > 0 ? ['everybody'] : is.filter((who) => !may(was, who));
  const about = { pointer: '', was, is };
  const found = [
    ...(gone.length > 0 ? [difference('callerRemoved', 'breaking', { ...about, message: `${gone.join(', ')} may not call: ${is.join(', ')} alone may.` })] : []),
    ...(more.length > 0 ? [difference('callerAdded', 'compatible', { ...about, message: `${more.join(', ')} may call as well.` })] : []),
  ];
  return found.map((each) => ({ part: 'callers', ...each }));
}
