/**
 * What may differ between two runs of the same stories, and nothing else: instants, ids and tokens that are
 * random or made with a run's own keys, and what is made from them.
 */
const differs = {
  instant: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/,
  digest: /(?<="request_(?:key|hash)":")[A-Za-z0-9_-]+/,
  session: /eyJ[\w-]+\.[\w-]+\.[\w-]+/,
  password: /\$?scrypt[^"]+/,
  cursor: /(?<=cursor=|"next":")[A-Za-z0-9_-]{40,}/,
  receipt: /rcp_[A-Za-z0-9_.-]{20,300}/,
  order: /ord_[A-Za-z0-9_-]{23,40}/,
  cart: /crt_[A-Za-z0-9_-]{22}/,
  customer: /cus_[A-Za-z0-9_-]{8,64}/,
  guest: /gst_[A-Za-z0-9_-]{8,64}/,
  charge: /ch_[A-Za-z0-9_-]{8,64}/,
  trace: /\b[0-9a-f]{32}\b/,
} as const;

/** All of them at once: whatever begins first is taken whole, so that a random token may hold what looks like another. */
const anyOfThem = new RegExp(Object.entries(differs).map(([kind, { source }]) => `(?<${kind}>${source})`).join('|'), 'g');

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
    const text = JSON.stringify(value).replace(anyOfThem, (found: string, ...more: unknown[]) => {
      const kind = kindOf(more.at(-1) as Readonly<Record<string, string | undefined>>);
      return kind === 'instant' ? '<instant>' : (names.get(found) ?? otherwise(kind, found));
    });
    return JSON.parse(text) as T;
  };
  return {
    seen: (value) => replace(value, name),
    known: (value) => replace(value, (kind) => `<${kind}>`),
  };
}

/** The name of the group that matched. */
function kindOf(groups: Readonly<Record<string, string | undefined>>): string {
  return Object.keys(groups).find((kind) => groups[kind] !== undefined)!;
}
