/**
 * What may differ between two runs of the same stories, and nothing else: instants, ids and tokens that are
 * random or made with a run's own keys, and what is made from them.
 */
const differs: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['instant', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g],
  ['cursor', /(?<=cursor=|"next":")[A-Za-z0-9_-]{40,}/g],
  ['receipt', /rcp_[A-Za-z0-9_.-]{20,300}/g],
  ['order', /ord_[A-Za-z0-9_-]{23,40}/g],
  ['cart', /crt_[A-Za-z0-9_-]{22}/g],
  ['customer', /cus_[A-Za-z0-9_-]{8,64}/g],
  ['guest', /gst_[A-Za-z0-9_-]{8,64}/g],
  ['charge', /ch_[A-Za-z0-9_-]{8,64}/g],
  ['session', /eyJ[\w-]+\.[\w-]+\.[\w-]+/g],
  ['digest', /(?<="request_(key|hash)":")[A-Za-z0-9_-]+/g],
  ['trace', /\b[0-9a-f]{32}\b/g],
  ['password', /\$?scrypt[^"]+/g],
];

export interface Normaliser {
  /** Names each id by its kind and the number of its first appearance: equal ones stay equal, others differ. */
  seen<T>(value: T): T;
  /** Gives ids that were seen before their names, and the others only their kind. */
  known<T>(value: T): T;
}

/** One normaliser serves one run. */
export function normaliser(): Normaliser {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const name = (kind: string, found: string) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    names.set(found, `<${kind} ${count}>`);
    return `<${kind} ${count}>`;
  };
  const replace = <T>(value: T, otherwise: (kind: string, found: string) => string): T => {
    let text = JSON.stringify(value);
    for (const [kind, pattern] of differs) {
      text = text.replace(pattern, (found) => (kind === 'instant' ? '<instant>' : (names.get(found) ?? otherwise(kind, found))));
    }
    return JSON.parse(text) as T;
  };
  return {
    seen: (value) => replace(value, name),
    known: (value) => replace(value, (kind) => `<${kind}>`),
  };
}
