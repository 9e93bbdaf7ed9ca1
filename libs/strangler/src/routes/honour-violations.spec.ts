import { describe, expect, it } from '@jest/globals';
import { mail, stock } from '../fixtures.ts';
import { honourViolations, type Possible } from './honour-violations.ts';
import type { Route } from './route.ts';

const possible: Possible = {
  standpoint: { host: 'monolith', home: 'monolith' },
  contracts: [stock, mail],
  modules: new Set(['stock', 'mail']),
  targets: new Map([
    ['stock', { carries: ['reply', 'deferred'] }],
    ['queue', { carries: ['deferred'] }],
  ]),
};
const messages = (routes: Record<string, Route>, changed: Partial<Possible> = {}) =>
  honourViolations({ version: 1, routes }, { ...possible, ...changed }).map(({ entry, message }) => `${entry}: ${message}`);
const atStock = { standpoint: { host: 'stock', home: 'monolith' }, contracts: [stock], modules: new Set(['stock']) };
const monolith = new Map([['monolith', { carries: ['reply', 'deferred'] as const }]]);

describe('what a host can honour', () => {
  it('is what leads to its own modules and its own targets', () => {
    expect(messages({ 'stock.*': { kind: 'remote', target: 'stock' } })).toEqual([]);
    expect(messages({ 'stock.*': { kind: 'remote', target: 'nowhere' } })).toEqual([expect.stringMatching(/^stock\.\*: .*has no target 'nowhere'\. It knows: stock, queue/)]);
    expect(messages({}, { modules: new Set(['mail']) })).toEqual([expect.stringMatching(/^stock\.\*: 'stock' does not run in this host/)]);
  });

  it('says each thing once', () => {
    expect(messages({ 'stock.*': { kind: 'canary', target: 'nowhere', percent: 5 } })).toHaveLength(1);
    expect(messages({ 'stock.count': { kind: 'shadow', target: 'nowhere', percent: 5 } })).toHaveLength(1);
  });

  it('is no target that cannot carry what is routed to it', () => {
    expect(messages({ 'stock.count': { kind: 'remote', target: 'queue' } })).toEqual([expect.stringMatching(/^stock\.count: The target 'queue' carries deferred only/)]);
    expect(messages({ 'stock.ship': { kind: 'remote', target: 'queue' } })).toEqual([]);
  });

  it('needs home as a target elsewhere, unless all is answered here', () => {
    expect(messages({ 'stock.*': { kind: 'remote', target: 'stock' } }, { ...atStock, targets: new Map() })).toEqual([]);
    expect(messages({ 'stock.*': { kind: 'canary', target: 'stock', percent: 5 } }, { ...atStock, targets: new Map() })).toEqual([expect.stringMatching(/^stock\.\*: .*'stock', has no target 'monolith'/)]);
    expect(messages({ 'stock.*': { kind: 'canary', target: 'stock', percent: 5 } }, { ...atStock, targets: monolith })).toEqual([]);
  });

  it('does not depend on what it is never asked', () => {
    expect(messages({ 'stock.*': { kind: 'remote', target: 'stock' }, 'mail.*': { kind: 'remote', target: 'post' } }, { ...atStock, targets: new Map() })).toEqual([]);
  });
});
