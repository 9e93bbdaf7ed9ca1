import { describe, expect, it } from '@jest/globals';
import { placesOf, productSources } from '../from-outside/testing/product-sources.ts';
import { crosses, type Crossing, type Step } from './crash-point.ts';
import { crashPoints } from './points.ts';

const statements = crashPoints.filter(({ at }) => at.kind === 'statement').map(({ name, at }) => ({ name, words: at.kind === 'statement' ? at.words : '' }));

describe('the crash points', () => {
  it('have a name each', () => {
    expect(new Set(crashPoints.map(({ name }) => name)).size).toBe(crashPoints.length);
  });

  it('differ in more than their names', () => {
    expect(new Set(crashPoints.map(({ name: _, by: _by, ...what }) => JSON.stringify(what))).size).toBe(crashPoints.length);
  });

  it.each(statements)('$name: its words stand in one statement of the product only', ({ words }) => {
    expect(placesOf(words)).toBe(1);
  });

  it('are in the product nowhere', () => {
    expect(productSources.filter((source) => /crash.?point/i.test(source))).toEqual([]);
  });
});

describe('a step crosses', () => {
  const statement: Step = { kind: 'statement', text: 'UPDATE orders.inbox_lane SET applied', values: '{"step":"priced"}', rows: 0 };
  const table: readonly (readonly [Crossing, Step, boolean])[] = [
    [{ kind: 'statement', words: 'SET applied' }, statement, true],
    [{ kind: 'statement', words: 'SET epoch' }, statement, false],
    [{ kind: 'statement', words: 'SET applied', schema: 'orders' }, statement, true],
    [{ kind: 'statement', words: 'SET applied', schema: 'checkout' }, statement, false],
    [{ kind: 'statement', words: 'SET applied', values: '"step":"priced"' }, statement, true],
    [{ kind: 'statement', words: 'SET applied', values: '"step":"reserved"' }, statement, false],
    [{ kind: 'statement', words: 'SET applied', withRows: true }, statement, false],
    [{ kind: 'statement', words: 'SET applied', withRows: true }, { ...statement, rows: 1 }, true],
    [{ kind: 'request', method: 'POST', path: '/charges' }, { kind: 'request', method: 'POST', path: '/charges' }, true],
    [{ kind: 'request', method: 'POST', path: '/charges' }, { kind: 'request', method: 'POST', path: '/charges/1/refund' }, false],
    [{ kind: 'request', method: 'POST', path: '/charges' }, { kind: 'request', method: 'GET', path: '/charges' }, false],
    [{ kind: 'request', method: 'POST', path: '/charges' }, statement, false],
    [{ kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo' }, { kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo', messages: 0 }, true],
    [{ kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo', withMessages: true }, { kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo', messages: 0 }, false],
    [{ kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo', withMessages: true }, { kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo', messages: 1 }, true],
    [{ kind: 'queue', command: 'ReceiveMessageCommand', queue: 'b.fifo' }, { kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo', messages: 1 }, false],
    [{ kind: 'queue', command: 'DeleteMessageCommand', queue: 'a.fifo' }, { kind: 'queue', command: 'ReceiveMessageCommand', queue: 'a.fifo', messages: 1 }, false],
  ];

  it.each(table)('%j by %j: %s', (at, step, expected) => {
    expect(crosses(at, step)).toBe(expected);
  });
});
