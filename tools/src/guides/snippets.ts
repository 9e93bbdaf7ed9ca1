/** A fenced block of a guide. */
export interface Snippet {
  readonly language: string;
  /** What stands behind the language: the file that it is part of, or what it is. */
  readonly from: string;
  readonly text: string;
}

/** The fenced blocks of a Markdown text, in their order. */
export function snippetsOf(markdown: string): Snippet[] {
  return [...markdown.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)].map(([, language = '', from = '', text = '']) => ({ language, from, text }));
}
