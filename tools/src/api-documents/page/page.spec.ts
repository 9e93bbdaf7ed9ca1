import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { contract, event, read, type Contract } from '@banyan/contracts/define';
import { publicApi } from '@banyan/contracts/public';
import { contracts } from '../contracts.ts';
import { apiDocuments } from '../documents.ts';
import { page } from './page.ts';
import { dark, light, type Palette } from './palette.ts';

const documents = apiDocuments();
const shown = documents.get('index.html')!;
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);

describe('the page', () => {
  it('shows every operation, event and endpoint', () => {
    const addresses = [
      ...contracts.flatMap(({ name, operations, events }) => Object.keys({ ...operations, ...events }).map((each) => `${name}.${each}`)),
      ...Object.keys(publicApi).map((name) => `shop.${name}`),
    ];
    expect(all(shown, /<article id="([^"]*)"/g).sort()).toEqual(addresses.sort());
  });

  it('gives each id once, and links only to what is there', () => {
    const ids = all(shown, / id="([^"]*)"/g);
    const links = all(shown, / href="([^"]*)"/g);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(links.filter((link) => (link.startsWith('#') ? !ids.includes(link.slice(1)) : !documents.has(link)))).toEqual([]);
  });

  it('links to every document', () => {
    const links = all(shown, / href="([^"#]+)"/g);
    expect(links.sort()).toEqual([...documents.keys()].filter((file) => file !== 'index.html').sort());
  });

  it('names who receives an event, and what a subscription receives', () => {
    expect(articleOf('orders.orderChanged')).toContain('<dt>Subscribers</dt><dd><a href="#checkout.recordOrderChange">');
    expect(articleOf('checkout.recordOrderChange')).toContain('<dt>Receives</dt><dd><a href="#orders.orderChanged">');
  });

  it('takes text from a contract as text', () => {
    const evil = '"><script>alert(1)</script>&\'';
    const hostile = contract({
      name: 'hostile',
      description: evil,
      version: '1.0.0',
      operations: {
        ask: read({
          description: evil,
          input: Type.Object({ [evil]: Type.String({ pattern: evil, description: evil, default: evil }) }),
          output: Type.Union([Type.Literal(evil), Type.Literal('b')]),
          timeout: 1,
        }),
      },
      events: { told: event({ payload: Type.Object({}), orderedBy: () => evil, idempotencyKey: () => evil }) },
    });
    const unchecked: Contract = { ...hostile, name: evil, version: evil, operations: { [evil]: hostile.operations.ask } };
    const text = page([unchecked], [`${evil}.openapi.json`]);
    expect(text).not.toMatch(/<script/i);
    expect(text.match(/&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;&#39;/g)!.length).toBeGreaterThan(12);
  });

  it('needs no script and nothing from elsewhere', () => {
    expect(shown).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son[a-z]+=|https?:/i);
  });

  it('has landmarks, a language, and headings that leave no level out', () => {
    for (const part of ['<html lang="en-GB">', '<header>', '<nav aria-label=', '<main id="content">', 'href="#content"']) expect(shown).toContain(part);
    const levels = all(shown, /<h([1-6])/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  });

  it('names each table, and marks its heads', () => {
    expect(shown.match(/<table[^>]*>\n<caption>/g)).toHaveLength(shown.match(/<table/g)!.length);
    expect(shown).not.toMatch(/<th>/);
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('is readable in the %s scheme: 4.5 to 1 for all text', (_name, palette: Palette) => {
    const { ground, raised, line: _line, ...inks } = palette;
    const poor = Object.entries(inks).filter(([, ink]) => Math.min(contrast(ink, ground), contrast(ink, raised)) < 4.5);
    expect(poor).toEqual([]);
  });
});

function articleOf(id: string): string {
  return shown.slice(shown.indexOf(`<article id="${id}">`)).split('</article>')[0]!;
}

/** The contrast ratio of WCAG 2. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
