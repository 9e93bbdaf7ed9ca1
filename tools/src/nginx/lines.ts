/** A line of a configuration, or a block of them. */
export type Line = string | { readonly head: string; readonly lines: readonly Line[] };

export function block(head: string, lines: readonly Line[]): Line {
  return { head, lines };
}

/** The lines as nginx reads them. */
export function text(lines: readonly Line[], indent = ''): string {
  return lines
    .map((line) => (typeof line === 'string' ? `${indent}${line}\n` : `${indent}${line.head} {\n${text(line.lines, `${indent}  `)}${indent}}\n`))
    .join('');
}
