import { describe, expect, it } from '@jest/globals';
import { readOverride } from './override.ts';

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe('an override', () => {
  const good = { entry: 'catalog.*', place: 'catalog', minutes: '60', why: 'A look before anybody else has one.' };

  it('is read from a form', () => {
    expect(readOverride(formOf(good))).toEqual({ asked: { routes: { 'catalog.*': 'catalog' }, minutes: 60, why: good.why } });
  });

  it.each(['0', '1441', '1.5', '', '-1', '1e2'])('does not hold for %s minutes', (minutes) => expect(readOverride(formOf({ ...good, minutes })).mistakes).toEqual({ minutes: expect.stringContaining('from 1 to 1,440') }));

  it('is refused with all that is wrong', () => expect(Object.keys(readOverride(new FormData()).mistakes!)).toEqual(['entry', 'place', 'minutes', 'why']));
});
