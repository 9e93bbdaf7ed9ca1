import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { accounts } from '@banyan/contracts/accounts';
import { catalog } from '@banyan/contracts/catalog';
import { checkout } from '@banyan/contracts/checkout';
import { orders } from '@banyan/contracts/orders';
import { payments } from '@banyan/contracts/payments';
import { validateRoutes, type RouteTableDefinition } from '@banyan/strangler';
import { readReplayOptions } from '../replay/options.ts';
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
      const named = Object.entries(targets![index]!).map(([name, address]: [string, string]) => {
        return [name, { carries: address.startsWith('sqs:') ? (['deferred'] as const) : (['reply', 'deferred'] as const) }] as const;
      });
      const possible = { contracts, modules: new Set(contracts.map(({ name }) => name)), targets: new Map(named) };
      expect(validateRoutes(table as RouteTableDefinition, possible)).toEqual([]);
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
