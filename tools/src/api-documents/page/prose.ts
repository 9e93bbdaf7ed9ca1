import { html, joined, type Markup } from './markup.ts';

/** A sentence in which names stand between backticks. */
export function prose(text: string): Markup {
  return joined(text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`)));
}
