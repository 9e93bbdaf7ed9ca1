import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byDatabase, byQueue, isShut, untilGate, wayAfter, withGateOpen, withGateShut, type IntakeWay, type Look } from './intake-way.ts';

const look = (databaseAnswers: boolean, queueEmpty: boolean): Look => ({ databaseAnswers, queueEmpty });
const good = look(true, true);
const full = look(true, false);
const answering = wayAfter(byQueue, good);
const behindGate = (...looks: readonly Look[]) => looks.reduce(wayAfter, withGateShut(answering));

describe('the way of orders', () => {
  it('leads back into the database once the queue was found empty twice in a row behind the gate', () => {
    expect(behindGate(good)).toMatchObject({ kind: 'queue', databaseAnswers: true });
    expect(behindGate(good, good)).toBe(byDatabase);
    expect(behindGate(full, good, full, good, good)).toBe(byDatabase);
  });

  it('stays with the queue while orders can come, however often that is found empty', () => {
    expect([good, good, good].reduce(wayAfter, byQueue)).toEqual({ kind: 'queue', databaseAnswers: true, gate: { kind: 'open' } });
  });

  it('never leads back without a shut gate and two good looks at the end', () => {
    type Step = Look | 'shut' | 'open';
    const step = fc.oneof(fc.record({ databaseAnswers: fc.boolean(), queueEmpty: fc.boolean() }), fc.constantFrom<Step>('shut', 'open'));
    const after = (way: IntakeWay, taken: Step) => (taken === 'shut' ? withGateShut(way) : taken === 'open' ? withGateOpen(way) : wayAfter(way, taken));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let way: IntakeWay = byQueue;
        steps.forEach((taken, index) => {
          const next = after(way, taken);
          if (way.kind === 'queue' && next.kind === 'database') {
            expect(isShut(way)).toBe(true);
            expect(steps.slice(index - 1, index + 1)).toEqual([good, good]);
          }
          way = next;
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not changed by looks while all goes well', () => {
    expect(wayAfter(byDatabase, look(false, false))).toBe(byDatabase);
  });
});

describe('the gate on the queue’s way', () => {
  it('is shut only if the database answers, and only there', () => {
    expect(isShut(withGateShut(answering))).toBe(true);
    expect(withGateShut(byQueue)).toBe(byQueue);
    expect(withGateShut(byDatabase)).toBe(byDatabase);
    expect(withGateOpen(withGateShut(answering))).toEqual(answering);
  });

  it('opens when the database does not answer', () => {
    expect(behindGate(good, look(false, true))).toEqual(byQueue);
  });

  it('opens as soon as the looks that are left cannot find the queue empty twice', () => {
    expect(isShut(behindGate(full, full, full, full, full))).toBe(true);
    expect(behindGate(full, full, full, full, full, full)).toEqual(answering);
    expect(behindGate(full, full, full, full, full, good, good)).toBe(byDatabase);
    expect(behindGate(full, full, full, full, full, good, full)).toEqual(answering);
  });

  it('is shut at the same instants everywhere, five seconds apart', () => {
    const noon = Date.UTC(2026, 10, 23, 12);
    expect([0, 1, 4_999, 5_001].map((after) => untilGate(noon + after))).toEqual([5_000, 4_999, 1, 4_999]);
  });
});
