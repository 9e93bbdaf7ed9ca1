import { describe, expect, it } from '@jest/globals';
import { event } from './bad/bad-history.ts';
import { aRun } from './testing/a-run.ts';
import { events, operations, rows, type Change } from './testing/run.ts';

const unread: Change = ({ history, witnesses }) => ({ history: { ...history, unreadable: [{ file: 'shoppers.jsonl', line: 7, why: 'It was cut off.' }] }, witnesses });
const raw = (edit: (events: Parameters<Change>[0]['history']['events']) => Parameters<Change>[0]['history']['events']): Change => ({ history, witnesses }) => ({ history: { ...history, events: edit(history.events) }, witnesses });

describe('a run shows too little', () => {
  it.each<[string, Change, string | RegExp]>([
    ['if a fault that was planned never came', operations.without(event('fault', 'invoke')), /F27 was planned/],
    ['if a fault that was planned took no effect', events.changed(event('fault', 'ok'), { k: 'info', error: 'no such process' }), /F27 was planned/],
    ['if nobody ever cancelled with success', operations.endedBy(event('cancel', 'invoke'), { k: 'info', http: 500 }), 'Nobody ever cancelled an order with success.'],
    ['if nobody ever counted stock with success', operations.endedBy(event('stock', 'invoke'), { k: 'info' }), 'Nobody ever counted stock with success.'],
    ['if less than nine tenths of the orders were sent', events.changed(event('planned', 'note'), { orders: 12 }), 'Only 10 of 12 planned orders were sent.'],
    ['if it does not say what was planned', events.without(event('planned', 'note')), 'The history does not say what was planned.'],
    ['if a line of it cannot be read', unread, 'Line 7 of shoppers.jsonl cannot be read. It was cut off.'],
    ['if an event is missing', raw((all) => all.filter((one) => one.f !== 'fault' || one.k !== 'invoke')), /^The process nemesis recorded event 2 after event 0/],
    ['if an operation ends twice', events.with({ t: 1n << 60n, p: 'provider', op: 'provider-1', f: 'charge', k: 'info' }), 'The operation provider-1 ends twice.'],
    ['if an operation ends that never began', events.with({ t: 1n << 60n, p: 'provider', op: 'provider-9', f: 'charge', k: 'info' }), 'The operation provider-9 ends without having begun.'],
    ['if an operation begins twice', events.changed(event('stock', 'invoke'), { op: 'auditor-1' }), 'The operation auditor-1 begins twice.'],
  ])('%s', (_what, change, reason) => {
    const verdict = aRun().with(change).verdict();
    expect(verdict.kind).toBe('unknown');
    expect(verdict.kind === 'unknown' && verdict.reasons).toContainEqual(expect.stringMatching(reason));
  });

  it('if nobody ever sent an order', () => {
    const nothing: Change = ({ history, witnesses }) => ({
      history: { ...history, events: history.events.filter(({ f }) => f === 'planned' || f === 'fault' || f === 'drain') },
      witnesses: { ...witnesses, orders: [], intake: [], heard: [], movements: [], ledger: [], lanes: [], stock: [] },
    });
    expect(aRun().with(nothing).verdict()).toMatchObject({ kind: 'unknown', reasons: expect.arrayContaining(['Nobody ever sent an order with success.']) });
  });

  it('but is invalid all the same if something was found broken', () => {
    expect(aRun().with(unread, rows('leftovers').with({ where: 'orders.inbox_entry', count: 1 })).broken()).toEqual(['nothing-left']);
  });
});
