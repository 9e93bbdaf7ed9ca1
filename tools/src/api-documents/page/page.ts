import type { Contract } from '@banyan/contracts/define';
import { callErrorCodes, callErrors, statusOf } from '../openapi/call-errors.ts';
import { html, joined, textOf, type Markup } from './markup.ts';
import { articleMarkup } from './parts.ts';
import { prose } from './prose.ts';
import { moduleSection, shopSection, type Section } from './sections.ts';
import { style } from './style.ts';

/**
 * The page that shows all contracts: whole without script and without anything from elsewhere. (The ready-made pages for
 * OpenAPI and AsyncAPI show nothing without script; one brings an analytics package along, the other a hundred packages.)
 * @param documents the names of the JSON files beside it
 */
export function page(contracts: readonly Contract[], documents: readonly string[]): string {
  const sections = [shopSection(), ...contracts.map((contract) => moduleSection(contract, contracts))];
  return textOf(html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Banyan: APIs and events</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="page">
<header>
<h1>APIs and events</h1>
<p>What the shop promises its shoppers, and what its modules promise each other. Where a module runs changes none of it. Made from the contracts by <code>npm run api-documents</code>.</p>
</header>
<nav aria-label="Contents">
<ul>
${sections.map(contents)}<li><a href="#failures">Failures of calls</a></li>
</ul>
</nav>
<main id="content">
${sections.map((section) => sectionMarkup(section, documents))}${failures()}</main>
</div>
</body>
</html>
`);
}

function contents({ id, title, articles }: Section): Markup {
  const entries = articles.map((article) => html`<li><a href="#${article.id}">${article.name}</a></li>\n`);
  return html`<li><a href="#${id}">${title}</a>
<ul>
${entries}</ul></li>
`;
}

function sectionMarkup({ id, title, version, description, articles }: Section, documents: readonly string[]): Markup {
  const own = documents.filter((file) => file.startsWith(`${id}.`)).map((file) => html`<a href="${file}">${file}</a> (${kindOf(file)})`);
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <small>${version}</small></h2>
${description === undefined ? undefined : html`<p>${prose(description)}</p>\n`}<p>As a document: ${joined(own, ', ')}</p>
${articles.map(articleMarkup)}</section>
`;
}

function kindOf(file: string): string {
  return file.includes('.asyncapi.') ? 'AsyncAPI 3.0' : 'OpenAPI 3.1';
}

function failures(): Markup {
  const rows = callErrorCodes.map(
    (code) => html`<tr><th scope="row"><code>${code}</code></th><td>${statusOf(code)}</td><td>${prose(callErrors[code])}</td></tr>\n`,
  );
  return html`<section id="failures" aria-labelledby="failures-title">
<h2 id="failures-title">Failures of calls</h2>
<p>Between modules every call may fail in one of these ways, in every placement; over HTTP they have these statuses.</p>
<table>
<caption>Failures by their codes</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</section>
`;
}
