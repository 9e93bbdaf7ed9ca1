import { describe, expect, it } from '@jest/globals';
import { contract, deferred, plan, read, write } from '@banyan/contracts/define';
import { Type } from 'typebox';
import { mail, stock } from '../fixtures.ts';
import type { Route } from './route.ts';
import { validateRoutes } from './validate-routes.ts';

const Nothing = Type.Object({});
const later = deferred({ input: Type.Object({ key: Type.String() }), orderedBy: ({ key }) => key, idempotencyKey: ({ key }) => key, timeout: 1_000 });
const change = write({ input: Nothing, output: Nothing, timeout: 1_000 });
const bank = contract({
  name: 'bank',
  version: '1.0.0',
  operations: { pay: later, refund: later, hold: change, free: change, look: read({ input: Nothing, output: Nothing, timeout: 1_000 }) },
  groups: { holding: ['hold', 'free'] },
});
const messages = (routes: Record<string, Route>, version = 1) => validateRoutes({ version, routes }, [stock, mail, bank]).map(({ entry, message }) => `${entry}: ${message}`);
const there = { kind: 'remote', target: 'there' } as const;

describe('the validation of routes', () => {
  it('passes what a host could honour', () => {
    expect(messages({ 'stock.*': { kind: 'remote', target: 'stock' }, 'stock.count': { kind: 'canary', target: 'stock', percent: 12.5 }, 'bank.holding': there })).toEqual([]);
  });

  it('reports every violation, each with what would be right', () => {
    const found = messages(
      {
        'stok.*': { kind: 'local' },
        'stock.count': { kind: 'canary', target: '', percent: 101 },
        'stock.take': { kind: 'shadow', target: 'stock', percent: 0.001 },
        'mail.*': { kind: 'mirror' } as never,
      },
      0,
    );
    expect(found).toEqual([
      expect.stringMatching(/^version: .*from 1 on/),
      expect.stringMatching(/^stok\.\*: No contract has 'stok\.\*'.*stock\.\*, mail\.\*, bank\.\*, bank\.holding/),
      expect.stringMatching(/^stock\.count: It names no target/),
      expect.stringMatching(/^stock\.count: A canary of 101 percent.*0 to 100/),
      expect.stringMatching(/^stock\.take: A shadow of 0\.001 percent/),
      expect.stringMatching(/^stock\.take: stock\.take has effects.*shadow what reads/),
      expect.stringMatching(/^mail\.\*: The kind 'mirror' is none of local, remote, canary, shadow/),
    ]);
  });

  it('passes the shadow of a write that the contract plans', () => {
    const till = contract({ name: 'till', version: '1.0.0', operations: { change, planChange: plan(change, { reads: Nothing }) } });
    expect(validateRoutes({ version: 1, routes: { 'till.change': { kind: 'shadow', target: 'there', percent: 100 } } }, [till])).toEqual([]);
  });

  it('passes every percentage in steps of 0.01, and none between them', () => {
    const refused = (percent: number) => messages({ 'stock.count': { kind: 'canary', target: 'there', percent } }).length > 0;
    const steps = Array.from({ length: 10_001 }, (_, buckets) => buckets / 100);
    expect(steps.filter(refused)).toEqual([]);
    expect([0.001, 33.333, 99.999, Number.NaN, -1, 100.01].filter(refused)).toHaveLength(6);
  });

  it('refuses to split a group, whether a contract names it or it is what is deferred', () => {
    expect(messages({ 'bank.hold': there })).toEqual([expect.stringMatching(/^bank\.holding: .*bank\.hold at there; bank\.free at home/)]);
    expect(messages({ 'bank.pay': there })).toEqual([expect.stringMatching(/^bank\.\*: .*bank\.pay at there; bank\.refund at home/)]);
    expect(messages({ 'bank.hold': there, 'bank.free': { kind: 'canary', target: 'there', percent: 5 } })).toHaveLength(1);
    expect(messages({ 'bank.hold': there, 'bank.free': there, 'bank.pay': there, 'bank.refund': there })).toEqual([]);
  });
});
