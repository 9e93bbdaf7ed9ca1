import { describe, expect, it } from '@jest/globals';
import { mail, stock } from './fixtures.ts';
import type { Route } from './route.ts';
import { validateRoutes, type Possible } from './validate-routes.ts';

const possible: Possible = {
  contracts: [stock, mail],
  modules: new Set(['stock', 'mail']),
  targets: new Map([
    ['stock', { carries: ['reply', 'deferred'] }],
    ['queue', { carries: ['deferred'] }],
  ]),
};
const messages = (routes: Record<string, Route>, version = 1, changed: Partial<Possible> = {}) =>
  validateRoutes({ version, routes }, { ...possible, ...changed }).map(({ entry, message }) => `${entry}: ${message}`);

describe('the validation of routes', () => {
  it('passes routes that the host can honour', () => {
    expect(messages({ 'stock.*': { kind: 'remote', target: 'stock' }, 'stock.count': { kind: 'canary', target: 'stock', percent: 12.5 } })).toEqual([]);
  });

  it('reports every violation, each with what would be right', () => {
    const found = messages(
      {
        'stok.*': { kind: 'local' },
        'stock.count': { kind: 'canary', target: 'nowhere', percent: 101 },
        'stock.take': { kind: 'canary', target: 'stock', percent: 5 },
        'mail.*': { kind: 'mirror' } as never,
      },
      0,
    );
    expect(found).toEqual([
      expect.stringMatching(/^version: .*from 1 on/),
      expect.stringMatching(/^stok\.\*: No contract has 'stok\.\*'.*stock\.\*, mail\.\*/),
      expect.stringMatching(/^stok\.\*: .*does not run in this host/),
      expect.stringMatching(/^stock\.count: There is no target 'nowhere'\. Known targets: stock/),
      expect.stringMatching(/^stock\.count: A canary of 101 percent.*0 to 100/),
      expect.stringMatching(/^stock\.take: A canary needs a key.*stickyBy/),
      expect.stringMatching(/^mail\.\*: The kind 'mirror' is none of local, remote, canary/),
    ]);
  });

  it('refuses a target that cannot carry what is routed to it', () => {
    const found = messages({ 'stock.count': { kind: 'remote', target: 'queue' } });
    expect(found).toEqual([expect.stringMatching(/^stock\.count: The target 'queue' carries deferred only/)]);
    expect(messages({ 'stock.ship': { kind: 'remote', target: 'queue' } })).toEqual([]);
  });

  it('asks of a whole module’s target only what no other entry takes from it', () => {
    const others = { 'stock.count': { kind: 'local' }, 'stock.take': { kind: 'local' } } as const;
    expect(messages({ 'stock.*': { kind: 'remote', target: 'queue' }, ...others })).toEqual([]);
  });

  it('demands a route for a module that does not run in the host', () => {
    expect(messages({}, 1, { modules: new Set(['mail']) })).toEqual([expect.stringMatching(/^stock\.\*: .*has no route/)]);
    expect(messages({ 'stock.*': { kind: 'local' } }, 1, { modules: new Set(['mail']) })).toEqual([
      expect.stringMatching(/^stock\.\*: .*does not run in this host/),
    ]);
  });
});
