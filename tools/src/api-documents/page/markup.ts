const markup = Symbol('markup');

/** Text of a page that is markup already. Made by {@link html} and {@link joined} only. */
export interface Markup {
  readonly [markup]: string;
}

type Part = string | number | Markup | readonly Markup[] | undefined;

/** Markup in which whatever is put in is escaped, unless it is markup itself. `undefined` is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { [markup]: texts.reduce((whole, text, index) => whole + written(parts[index - 1]) + text) };
}

/** Pieces of markup in a row. */
export function joined(pieces: readonly Markup[], between = ''): Markup {
  return { [markup]: pieces.map(textOf).join(escaped(between)) };
}

/** The text of markup, for a file. */
export function textOf(piece: Markup): string {
  return piece[markup];
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return isMany(part) ? part.map(textOf).join('') : textOf(part);
}

function isMany(part: Markup | readonly Markup[]): part is readonly Markup[] {
  return Array.isArray(part);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
