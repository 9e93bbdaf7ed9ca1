import { describe, expect, it } from '@jest/globals';
import { Chance } from '../chance.ts';
import { HOT } from '../goods.ts';
import { usualLoad } from './shape.ts';
import { drawVisits, type Visit } from './wishes.ts';

const SEED = 20_261_129;
const draw = (more: Partial<typeof usualLoad> = {}, seed = SEED): Visit[] => drawVisits({ ...usualLoad, ...more }, { seconds: 60, seed, chance: new Chance(seed, 'visits') });
const wishesOf = (visits: readonly Visit[]) => visits.flatMap(({ wishes }) => wishes);

describe('what shoppers do', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(draw()).toEqual(draw());
    expect(draw({}, SEED + 1)).not.toEqual(draw());
  });

  it('has keys that the shop takes, each for one order', () => {
    const keys = wishesOf(draw()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(usualLoad.perSecond * 60);
    for (const key of keys) expect(key).toMatch(/^[ -~]{16,255}$/);
  });

  it('is spread over the time, and in its sequence within a session', () => {
    for (const { wishes } of draw()) expect(wishes.map(({ at }) => at)).toEqual(wishes.map(({ at }) => at).toSorted((one, other) => one - other));
    expect(Math.max(...wishesOf(draw()).map(({ at }) => at))).toBeGreaterThan(59_000);
  });

  it('has everything happen that may: repeats, other bodies, cancellations, Order-After, looks, and each kind of payment', () => {
    const wishes = wishesOf(draw());
    for (const repeats of ['nothing', 'same', 'another']) expect(wishes.some((wish) => wish.repeats === repeats)).toBe(true);
    for (const token of ['tok_approved', 'tok_declined', 'tok_slow', 'tok_timeout_after_charge']) expect(wishes.some((wish) => wish.token === token)).toBe(true);
    for (const what of ['after', 'cancels'] as const) expect(new Set(wishes.map((wish) => wish[what]))).toEqual(new Set([true, false]));
    for (const sku of ['SCARCE', 'GONE', 'GIFT', 'NEVER-SOLD']) expect(wishes.some(({ lines }) => lines.some((line) => line.sku === sku))).toBe(true);
  });

  it('gives some customers two sessions', () => {
    const visits = draw();
    expect(new Set(visits.map(({ customer }) => customer)).size).toBe(visits.length - 2);
  });

  it('can be nearly all of one customer for one product', () => {
    const [hot] = draw({ hot: 0.9 });
    expect(hot!.wishes.length).toBeGreaterThan(0.85 * usualLoad.perSecond * 60);
    expect(hot!.wishes.filter(({ lines }) => lines[0]!.sku === HOT).length).toBeGreaterThan(0.8 * usualLoad.perSecond * 60);
  });
});
