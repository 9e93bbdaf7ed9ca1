import type { TSchema } from 'typebox';
import type { Constraint } from './constraints.ts';
import { html, joined, type Markup } from './markup.ts';
import { prose } from './prose.ts';
import { schemaRows, type SchemaRow } from './schema-rows.ts';

/** A schema as a table under its caption, or a sentence if there is nothing in it. */
export function schemaTable(caption: string, schema: TSchema): Markup {
  const rows = schemaRows(schema);
  const described = rows.some(({ description }) => description !== undefined);
  if (rows.every(({ path, type }) => path === '' && type === 'object')) return html`<p class="nothing"><b>${caption}:</b> an empty object.</p>`;
  return html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Constraints</th>${described ? html`<th scope="col">Description</th>` : undefined}</tr></thead>
<tbody>
${rows.map((row) => rowMarkup(row, described))}</tbody>
</table>
`;
}

function rowMarkup({ path, type, optional, constraints, description }: SchemaRow, described: boolean): Markup {
  const name = path === '' ? html`<i>the whole</i>` : html`<code>${path}</code>`;
  const text = description === undefined ? undefined : prose(description);
  return html`<tr><th scope="row">${name}${optional ? html` <small>optional</small>` : undefined}</th><td>${type}</td><td>${joined(constraints.map(constraintMarkup), '; ')}</td>${described ? html`<td>${text}</td>` : undefined}</tr>
`;
}

function constraintMarkup({ words, code }: Constraint): Markup {
  if (code.length === 0) return html`${words}`;
  return html`${words} ${joined(code.map((each) => html`<code>${each}</code>`), ', ')}`;
}
