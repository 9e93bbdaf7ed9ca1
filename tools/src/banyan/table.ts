/** Columns that a line has at most. */
export const WIDTH = 100;
const GAP = '  ';
const NARROWEST = 8;

/** Rows under their headings, in columns as wide as they need to be. What would be wider than a line is cut, the widest column first. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  let surplus = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - WIDTH;
  while (surplus > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= NARROWEST) break;
    widths[widest]! -= 1;
    surplus -= 1;
  }
  return lines.map((line) => widths.map((width, column) => cut(line[column] ?? '', width).padEnd(width)).join(GAP).trimEnd()).join('\n');
}

/** Words in lines of a width, each after the first behind an indent; spaces that the text begins with stay. A word is never cut. */
export function wrapped(text: string, indent = ''): string {
  const words = text.trimStart();
  const lines: string[] = [];
  let line = text.slice(0, text.length - words.length);
  let isEmpty = true;
  for (const word of words.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
