import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { environmentViolations } from '@banyan/contracts/compatibility';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import type { Delivery } from '@banyan/contracts/define';
import { honourViolations, validateRoutes, type Gate, type RouteTableDefinition } from '@banyan/strangler';
import { commonFlags, type Prepared } from '../banyan/command.ts';
import { commands } from '../banyan/commands/index.ts';
import { readReplayOptions } from '../replay/options.ts';
import { readSizingOptions } from '../sizing/options.ts';
import { readFlags } from '../start/flags.ts';
import { readShopOptions } from '../start/options.ts';
import { root } from '../start/root.ts';
import { snippetsOf } from './snippets.ts';

const text = (file: string) => readFileSync(join(root, file), 'utf8');
const contracts = [accounts, catalog, checkout, orders, payments];
const { scripts } = JSON.parse(text('package.json')) as { readonly scripts: Readonly<Record<string, string>> };

describe('docs/guides/extract-a-module.md', () => {
  const snippets = snippetsOf(text('docs/guides/extract-a-module.md'));
  const of = (language: string) => snippets.filter((snippet) => snippet.language === language);

  it.each(of('ts').map(({ from, text: snippet }) => ({ from, snippet })))('quotes $from as it is', ({ from, snippet }) => {
    expect(text(from)).toContain(snippet);
  });

  it('shows routes that a host honours, to the targets beside them', () => {
    const [routes, targets] = ['routes', 'targets'].map((what) => of('json').filter(({ from }) => from === what).map((snippet) => JSON.parse(snippet.text) as object));
    expect(routes).toHaveLength(2);
    for (const [index, table] of routes!.entries()) {
      const named = Object.entries(targets![index]!).map(([name, address]: [string, string | { reply?: string; deferred?: string }]) => {
        return [name, { carries: (typeof address === 'string' ? ['reply', 'deferred'] : Object.keys(address)) as Delivery[] }] as const;
      });
      const possible = { standpoint: { host: 'monolith', home: 'monolith' }, contracts, modules: new Set(contracts.map(({ name }) => name)), targets: new Map(named) };
      expect(validateRoutes(table as RouteTableDefinition, contracts)).toEqual([]);
      expect(honourViolations(table as RouteTableDefinition, possible)).toEqual([]);
    }
  });

  it('shows commands that exist, with flags that they know', () => {
    const commands = of('sh').flatMap(({ text: lines }) => lines.trim().split('\n'));
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const [, run = '', ...rest] = command.split(' ');
      const script = run === 'run' ? rest.shift()! : run;
      const args = rest.filter((word) => word !== '--');
      expect(Object.keys(scripts)).toContain(script);
      if (script === 'start') expect(readShopOptions(args, { folder: root }).mistakes).toEqual([]);
      if (script === 'replay') expect(readReplayOptions(args, { folder: root, environment: {} }).mistakes).toEqual([]);
    }
  });
});

describe.each(['run-a-canary', 'read-a-shadow-report', 'roll-back', 'parked-lanes', 'change-a-contract', 'aws', 'operate', 'containers', 'scaling'])('docs/guides/%s.md', (guide) => {
  const markdown = text(`docs/guides/${guide}.md`);
  const snippets = snippetsOf(markdown);
  const of = (language: string) => snippets.filter((snippet) => snippet.language === language);

  it('shows commands that exist, with words and flags that they take', () => {
    const blocks = of('sh').flatMap((snippet) => snippet.text.trim().split('\n'));
    const quotedInText = [...markdown.matchAll(/`((?:npx|npm) [^`\n]+)`/g)].map(([, line = '']) => line);
    expect(blocks.length).toBeGreaterThan(0);
    for (const line of [...blocks, ...quotedInText]) expect([line, mistakesIn(line)]).toEqual([line, []]);
  });

  it('quotes files as they are', () => {
    for (const { from, text: snippet } of of('ts')) expect(text(from)).toContain(snippet);
  });

  it('shows JSON that can be read, a gate with the names of a gate, and an environment that is one', () => {
    for (const { from, text: snippet } of of('json')) {
      const value = JSON.parse(snippet) as object;
      if (from === 'environment') expect(environmentViolations(value)).toEqual([]);
      if (from === 'gate') expect(Object.keys(value).sort()).toEqual(Object.keys(gateNames).sort());
    }
  });

  it('leads to guides that are there', () => {
    for (const [, file = ''] of markdown.matchAll(/\]\(([\w-]+\.md)\)/g)) expect(() => text(`docs/guides/${file}`)).not.toThrow();
  });
});

const gateNames: Record<keyof Gate, true> = { minimumSamples: true, dwellMs: true, errorRate: true, slowerBy: true, slowerByMs: true, mismatchRate: true };

/** What is wrong with a command line of a guide. */
function mistakesIn(line: string): readonly string[] {
  const [program, first = '', ...rest] = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  if (program === 'npm') {
    const script = first === 'run' ? rest[0]! : first;
    const args = rest.slice(first === 'run' ? 1 : 0).filter((word) => word !== '--');
    if (!(script in scripts)) return [`There is no script '${script}'.`];
    if (script === 'sizing') return readSizingOptions(args, join(root, 'docs')).mistakes;
    return script === 'start' ? readShopOptions(args, { folder: root }).mistakes : [];
  }
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => rest[index] === word));
  if (first !== 'banyan' || !command) return [`There is no command '${line}'.`];
  const { given, words, mistakes } = readFlags<string>(rest.slice(command.name.split(' ').length), { ...command.flags, ...commonFlags });
  const prepared: Prepared = command.prepare({ words, flags: given, user: 'reader', line });
  return [...mistakes, ...('mistakes' in prepared ? prepared.mistakes : [])];
}
