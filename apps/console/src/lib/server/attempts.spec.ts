import { describe, expect, it } from '@jest/globals';
import { attempts } from './attempts.ts';

function limited() {
  const clock = { now: 0 };
  return { clock, tries: attempts({ each: 3, all: 5, window: 60_000, now: () => clock.now }) };
}

describe('attempts', () => {
  it('have somebody wait who was wrong too often, and nobody else', () => {
    const { clock, tries } = limited();
    for (let n = 0; n < 3; n++, clock.now += 1_000) {
      expect(tries.wait('ada')).toBe(0);
      tries.failed('ada');
    }
    expect(tries.wait('ada')).toBe(57_000);
    expect(tries.wait('eve')).toBe(0);
    clock.now += 57_001;
    expect(tries.wait('ada')).toBe(0);
  });

  it('have everybody wait where many guess together', () => {
    const { tries } = limited();
    for (let n = 0; n < 5; n++) tries.failed(`address ${n}`);
    expect(tries.wait('ada')).toBe(60_000);
  });
});
