import { below, isMarked, type Rules } from './rules.ts';

/** A JSON object, as opposed to a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's keys in the order of their code units; what is undefined is not there, as in JSON. */
export function keysOf(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
}

/**
 * A text that two values share exactly if nothing differs between them by the rules.
 * What is ignored leaves no trace, nor does the order of lists whose order says nothing.
 */
export function canonical(value: unknown, rules: Rules): string {
  if (Array.isArray(value)) {
    if (isMarked(rules, 'unordered')) {
      const inside = below(rules, undefined);
      return isMarked(inside, 'ignored') ? '[]' : `[${value.map((item) => canonical(item, inside)).sort().join()}]`;
    }
    const items = value.map((item: unknown, index) => canonicalChild(item, below(rules, String(index))));
    while (items.length > 0 && items.at(-1) === '') items.pop();
    return `[${items.join()}]`;
  }
  if (isObject(value)) {
    const members = keysOf(value).map((key) => {
      const child = canonicalChild(value[key], below(rules, key));
      return child === '' ? '' : `${JSON.stringify(key)}:${child}`;
    });
    return `{${members.filter((member) => member !== '').join()}}`;
  }
  return JSON.stringify(value) ?? '';
}

function canonicalChild(value: unknown, rules: Rules): string {
  return isMarked(rules, 'ignored') ? '' : canonical(value, rules);
}

export interface Excerpt {
  /** JSON, cut at the limit; what is personal is written as `"(personal)"`. */
  readonly text: string;
  /** False if it was cut. */
  readonly whole: boolean;
}

/** A value as JSON for people. It takes no more time and room than the limit calls for, however large the value is. */
export function excerpt(value: unknown, limit: number, rules: Rules): Excerpt {
  const writer = new ExcerptWriter(limit);
  writer.write(value, rules);
  const { text } = writer;
  return text.length > limit ? { text: `${text.slice(0, limit)}…`, whole: false } : { text, whole: true };
}

class ExcerptWriter {
  text = '';
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  write(value: unknown, rules: Rules): void {
    if (isMarked(rules, 'personal')) this.text += '"(personal)"';
    else if (Array.isArray(value)) this.list(value, rules);
    else if (isObject(value)) this.object(value, rules);
    else if (typeof value === 'string') this.text += JSON.stringify(value.slice(0, this.limit + 1));
    else this.text += JSON.stringify(value) ?? 'null';
  }

  private list(items: readonly unknown[], rules: Rules): void {
    this.text += '[';
    for (const [index, item] of items.entries()) {
      if (this.text.length > this.limit) return;
      if (index > 0) this.text += ',';
      this.write(item, below(rules, String(index)));
    }
    this.text += ']';
  }

  private object(value: Readonly<Record<string, unknown>>, rules: Rules): void {
    this.text += '{';
    let first = true;
    for (const key in value) {
      if (this.text.length > this.limit) return;
      if (!Object.hasOwn(value, key) || value[key] === undefined) continue;
      this.text += `${first ? '' : ','}${JSON.stringify(key.slice(0, this.limit + 1))}:`;
      first = false;
      this.write(value[key], below(rules, key));
    }
    this.text += '}';
  }
}
