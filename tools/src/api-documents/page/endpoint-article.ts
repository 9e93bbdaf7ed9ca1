import { API_PREFIX, NoBody, problemDefinition, problemsOf, type Endpoint } from '@banyan/contracts/public';
import { Type } from 'typebox';
import { html, type Markup } from './markup.ts';
import { badge, type Article } from './parts.ts';
import { prose } from './prose.ts';
import { schemaTable } from './schema-table.ts';

const bearers: Readonly<Record<Endpoint['bearer'], string>> = {
  none: 'not looked at',
  optional: 'a session’s token; without one the shopper is a guest',
  required: 'a session’s token',
  orReceipt: 'a session’s token or an order’s receipt',
};

/** What an address of the shoppers' API takes and gives. */
export function endpointArticle(name: string, endpoint: Endpoint): Article {
  const { method, path, summary, params, query, headers, body, answer } = endpoint;
  const sent = Type.Object(Object.fromEntries(Object.entries(headers).map(([header, { schema, missing }]) => [header, missing ? schema : Type.Optional(schema)])));
  const isEmpty = (fields: { readonly properties: object }) => Object.keys(fields.properties).length === 0;
  return {
    id: `shop.${name}`,
    name,
    badges: [badge(method, method === 'GET' ? 'read' : 'write')],
    description: summary,
    facts: [
      ['Address', html`<code>${method} ${API_PREFIX}${path}</code>`],
      ['Authorization', html`${bearers[endpoint.bearer]}`],
      ['Answer’s status', html`${answer.status}${answer.location ? html`, with a Location header` : undefined}`],
    ],
    body: [
      ...(isEmpty(params) ? [] : [schemaTable('Path', params)]),
      ...(isEmpty(query) ? [] : [schemaTable('Query', query)]),
      ...(isEmpty(sent) ? [] : [schemaTable('Headers', sent)]),
      ...(body === NoBody ? [] : [schemaTable('Body', body)]),
      schemaTable('Answer', answer.body),
      problemTable(endpoint),
    ],
  };
}

function problemTable(endpoint: Endpoint): Markup {
  const rows = problemsOf(endpoint).map((code) => {
    const { status, title, detail } = problemDefinition(code);
    return html`<tr><th scope="row"><code>${code}</code></th><td>${status}</td><td>${prose(title)} ${prose(detail)}</td></tr>\n`;
  });
  return html`<table>
<caption>Problems</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What happened, and what to do next</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}
