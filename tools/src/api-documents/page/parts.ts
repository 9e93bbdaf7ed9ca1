import { html, joined, type Markup } from './markup.ts';
import { prose } from './prose.ts';

/** One promise: its name, and what is promised; left out where nothing is. */
export type Fact = readonly [name: string, what: Markup | undefined];

/** The part of the page on one operation, event or endpoint; its name is where links lead. */
export interface Article {
  readonly id: string;
  readonly name: string;
  readonly badges: readonly Markup[];
  readonly description: string | undefined;
  readonly facts: readonly Fact[];
  readonly body: readonly Markup[];
}

/** A short word beside a name. */
export function badge(word: string, kind: 'read' | 'write' | 'event' | 'plain' = 'plain'): Markup {
  return html`<span class="badge ${kind}">${word}</span>`;
}

/** Writes an article. */
export function articleMarkup({ id, name, badges, description, facts, body }: Article): Markup {
  const given = facts.flatMap(([fact, what]) => (what ? [html`<dt>${fact}</dt><dd>${what}</dd>\n`] : []));
  return html`<article id="${id}">
<h3><a href="#${id}">${name}</a> ${joined(badges, ' ')}</h3>
${description === undefined ? undefined : html`<p>${prose(description)}</p>\n`}${given.length === 0 ? undefined : html`<dl>\n${given}</dl>\n`}${body}</article>
`;
}

/** Names as code, with commas between. */
export function codes(names: readonly string[]): Markup | undefined {
  return names.length === 0 ? undefined : joined(names.map((name) => html`<code>${name}</code>`), ', ');
}

/** Links to articles, with commas between. */
export function links(ids: readonly string[]): Markup | undefined {
  return ids.length === 0 ? undefined : joined(ids.map((id) => html`<a href="#${id}"><code>${id}</code></a>`), ', ');
}
