import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contentOf, isOf, readHistory, Recorder, routeUsed, submit } from './index.ts';

const orderId = 'ord_k1AAAAAAAAAAAAAAAAAAAAAA';
const anOrder = {
  session: 's1',
  customer: 'ada@example.org',
  key: 'key-1',
  hash: 'h1',
  content: contentOf('GB', [{ sku: 'MUG', quantity: 2 }]),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what was recorded', () => {
  it('is read by time, from all processes, with who recorded it and as which of their events', async () => {
    const [one, other] = [new Recorder(folder, 'one', ticking(10n, 30n)), new Recorder(folder, 'other', ticking(20n))];
    const asked = one.begin(submit, anOrder);
    other.note(routeUsed, { instance: 'monolith-1', request: 'r1', version: 3 });
    asked.ok({ http: 202, orderId });
    const { events, unreadable } = await readHistory(folder);
    expect(unreadable).toEqual([]);
    expect(events).toEqual([
      { t: 10n, p: 'one', n: 1, op: 'one-1', f: 'submit', k: 'invoke', ...anOrder },
      { t: 20n, p: 'other', n: 1, op: 'other-1', f: 'routeUsed', k: 'note', instance: 'monolith-1', request: 'r1', version: 3 },
      { t: 30n, p: 'one', n: 2, op: 'one-1', f: 'submit', k: 'ok', http: 202, orderId },
    ]);
  });

  it('is there at once, though its recorder is never closed', async () => {
    new Recorder(folder, 'killed').begin(submit, anOrder);
    expect((await readHistory(folder)).events).toHaveLength(1);
  });

  it('tells which line of which file cannot be read, and why', async () => {
    new Recorder(folder, 'one').begin(submit, anOrder);
    const stamp = { t: '1', p: 'one', n: 2, op: 'one-2' };
    for (const line of ['nonsense', { ...stamp, t: 1 }, { ...stamp, f: 'submit', k: 'shipped' }, { ...stamp, f: 'submit', k: 'ok', http: 202, orderId: 'no id' }]) {
      appendFileSync(join(folder, 'one.jsonl'), `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
    }
    writeFileSync(join(folder, 'other.jsonl'), '{"t":"12","p":"ot');
    const { events, unreadable } = await readHistory(folder);
    expect(events).toHaveLength(1);
    expect(unreadable).toEqual([
      { file: 'one.jsonl', line: 2, why: 'It is not a JSON object.' },
      { file: 'one.jsonl', line: 3, why: '"t" is not a number of nanoseconds in quotes.' },
      { file: 'one.jsonl', line: 4, why: 'There is no event with "f" "submit" and "k" "shipped".' },
      { file: 'one.jsonl', line: 5, why: expect.stringMatching(/^\/orderId must match/) },
      { file: 'other.jsonl', line: 1, why: 'It was cut off.' },
    ]);
  });
});

describe('a recorder', () => {
  it('refuses a name that has a file already', () => {
    new Recorder(folder, 'one').close();
    expect(() => new Recorder(folder, 'one')).toThrow(/EEXIST/);
  });

  it('records one end of an operation', () => {
    const asked = new Recorder(folder, 'one').begin(submit, anOrder);
    asked.info({ error: 'ECONNRESET' });
    expect(() => asked.ok({ http: 202, orderId })).toThrow('one-1 has ended already');
  });

  it('refuses an event that one write may not hold, and goes on with the next number', async () => {
    const recorder = new Recorder(folder, 'one');
    expect(() => recorder.begin(submit, { ...anOrder, hash: 'x'.repeat(4_096) })).toThrow(RangeError);
    recorder.begin(submit, anOrder);
    expect((await readHistory(folder)).events).toMatchObject([{ n: 1, op: 'one-1' }]);
  });
});

describe('the content of an order', () => {
  const many = Array.from({ length: 1_200 }, (_, index) => ({ sku: `SKU-${index}`, quantity: 100_000 }));

  it('fits into an event however many lines there are', () => {
    expect(() => new Recorder(folder, 'one').begin(submit, { ...anOrder, content: contentOf('GB', many) })).not.toThrow();
    expect(JSON.stringify(contentOf('GB', many.slice(0, 40))).length).toBeLessThan(2_000);
  });

  it.each([[[{ sku: 'MUG', quantity: 2 }, { sku: 'PEN', quantity: 1 }]], [many]])('is the same whichever way lines are put, and only then', (lines) => {
    const content = contentOf('GB', lines);
    const [first, ...others] = lines;
    expect(isOf(content, 'GB', lines.toReversed())).toBe(true);
    expect(isOf(content, 'GB', [...others, { ...first!, quantity: first!.quantity - 1 }, { ...first!, quantity: 1 }])).toBe(true);
    expect(isOf(content, 'GB', others)).toBe(false);
    expect(isOf(content, 'DE', lines)).toBe(false);
    expect(isOf(content, 'GB', [{ ...first!, quantity: first!.quantity + 1 }, ...others])).toBe(false);
  });
});

const ticking = (...times: bigint[]) => () => times.shift()!;
