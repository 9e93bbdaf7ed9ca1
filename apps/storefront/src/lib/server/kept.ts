interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

/** What was looked up lately, by its key. */
export interface Kept<Value> {
  /** What is kept under the key, or else what `look` finds. A failure is not kept. */
  get(key: string, look: () => Promise<Value>): Promise<Value>;
}

/** Keeps at most `most` values, each for so many milliseconds. */
export function kept<Value>({ milliseconds, most, now = Date.now }: { readonly milliseconds: number; readonly most: number; readonly now?: () => number }): Kept<Value> {
  const entries = new Map<string, Entry<Value>>();
  return {
    get: (key, look) => {
      const found = entries.get(key);
      if (found && found.until > now()) return found.value;
      const entry = { value: look(), until: now() + milliseconds };
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > most) entries.delete(entries.keys().next().value as string);
      entry.value.catch(() => entries.get(key) === entry && entries.delete(key));
      return entry.value;
    },
  };
}
