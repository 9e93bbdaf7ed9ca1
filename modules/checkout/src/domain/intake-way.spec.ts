import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byDatabase, byQueue, wayAfter, type Look } from './intake-way.ts';

const look = (databaseAnswers: boolean, queueEmpty: boolean): Look => ({ databaseAnswers, queueEmpty });
const after = (...looks: readonly Look[]) => looks.reduce(wayAfter, byQueue);

describe('the way of orders', () => {
  it('leads back into the database once the queue was found empty twice in a row', () => {
    expect(after(look(true, true))).toMatchObject({ kind: 'queue', databaseAnswers: true });
    expect(after(look(true, true), look(true, true))).toEqual(byDatabase);
  });

  it.each<[string, Look]>([
    ['something waits in the queue', look(true, false)],
    ['the database does not answer', look(false, true)],
    ['neither is well', look(false, false)],
  ])('stays with the queue while %s', (_why, found) => {
    expect(after(look(true, true), found, look(true, true))).toMatchObject({ kind: 'queue' });
    expect(after(found, found, found)).toEqual({ kind: 'queue', databaseAnswers: found.databaseAnswers, foundEmpty: 0 });
  });

  it('never leads back without two good looks at the end', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ databaseAnswers: fc.boolean(), queueEmpty: fc.boolean() }), { maxLength: 12 }), (looks) => {
        const good = looks.map(({ databaseAnswers, queueEmpty }) => databaseAnswers && queueEmpty);
        const twice = good.some((one, index) => one && good[index + 1]);
        expect(after(...looks).kind).toBe(twice ? 'database' : 'queue');
      }),
    );
  });

  it('is not changed by looks while all goes well', () => {
    expect(wayAfter(byDatabase, look(false, false))).toBe(byDatabase);
  });
});
