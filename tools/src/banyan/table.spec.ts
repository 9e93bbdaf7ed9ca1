import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { table, WIDTH, wrapped } from './table.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 60 });

describe('a table', () => {
  it('is as wide as its columns need', () => {
    expect(table(['host', 'age'], [['monolith', '1 s']])).toBe('host      age\nmonolith  1 s');
  });

  it('fits a line whatever it holds, and cuts nothing that fits', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word), { minLength: 1 }), (rows) => {
        const text = table(['one', 'two', 'three'], rows);
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(WIDTH);
        const width = [0, 1, 2].reduce((sum, column) => sum + Math.max(5, ...rows.map((row) => row[column]!.length)), 4);
        if (width <= WIDTH) expect(text).not.toContain('…');
      }),
    );
  });
});

describe('words', () => {
  it('are wrapped at a line’s end, and none is lost or cut', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const lines = wrapped(words.join(' '), '  ').split('\n');
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(WIDTH);
        expect(lines.map((line) => line.trim()).join(' ')).toBe(words.join(' '));
      }),
    );
  });
});
