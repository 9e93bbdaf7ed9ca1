import { describe, expect, it } from '@jest/globals';
import type { Comparison } from '@banyan/contracts/define';
import fc from 'fast-check';
import { compareOutcomes, placesOf } from './compare-outcomes.ts';
import type { Outcome } from './outcome.ts';
import { escapeStep } from './rules.ts';

const answered = (answer: unknown): Outcome => ({ kind: 'answered', answer });
const refused = (code: string, data: unknown = {}): Outcome => ({ kind: 'refused', code, data });
const pointers = (home: unknown, target: unknown, comparison?: Comparison) =>
  compareOutcomes(answered(home), answered(target), comparison).map(({ pointer }) => pointer);

describe('two answers', () => {
  it.each<[unknown, unknown, string[]]>([
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, []],
    [{ a: 0 }, { a: -0 }, []],
    [{ a: 1 }, { a: '1' }, ['/a']],
    [{ a: null }, {}, ['/a']],
    [{ a: [] }, { a: {} }, ['/a']],
    [[1, 2, 3], [1, 3], ['/1', '/2']],
    [{ 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } }, ['/a~1b/~0']],
    [{ b: 1, a: { c: 1 } }, { b: 2, a: { c: 2 } }, ['/a/c', '/b']],
    [1, 2, ['']],
    [JSON.parse('{"__proto__":1}'), {}, ['/__proto__']],
  ])('%j and %j differ at %j', (home, target, expected) => {
    expect(pointers(home, target)).toEqual(expected);
  });

  it('tell what stands on either side, cut where it is long, null where there is nothing', () => {
    const [first, second] = compareOutcomes(answered({ a: 'x'.repeat(10_000), b: { c: 1 } }), answered({ a: null }));
    expect(first).toMatchObject({ pointer: '/a', place: '/a', target: 'null' });
    expect(first!.home).toMatch(/^"x{199}…$/);
    expect(second).toEqual({ pointer: '/b', place: '/b', home: '{"c":1}', target: null });
  });

  it('tell three differences of one place, so that a long list hides nothing that comes after it', () => {
    const items = (name: string) => Array.from({ length: 1_000 }, () => ({ name }));
    expect(pointers({ items: items('a'), total: 1 }, { items: items('b'), total: 2 })).toEqual(['/items/0/name', '/items/1/name', '/items/2/name', '/total']);
  });

  it('tell of a hundred places at most', () => {
    const wide = (value: number) => Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, value]));
    expect(pointers(wide(1), wide(2))).toHaveLength(100);
  });
});

describe('what a contract says of its answers', () => {
  it('leaves out what it ignores, with everything below', () => {
    expect(pointers({ at: { day: 1 }, items: [{ age: 1, id: 1 }] }, { at: 3, items: [{ age: 2, id: 2 }, { id: 3 }] }, { ignore: ['/at', '/items/*/age'] })).toEqual([
      '/items/0/id',
      '/items/1',
    ]);
  });

  it('sees the same in lists whose order says nothing, by how often an item is there', () => {
    const comparison = { unordered: ['/tags'] };
    expect(pointers({ tags: ['a', 'b', 'b'] }, { tags: ['b', 'a', 'b'] }, comparison)).toEqual([]);
    expect(pointers({ tags: ['a', 'b', 'b'] }, { tags: ['b', 'a', 'a'] }, comparison)).toEqual(['/tags/2']);
    expect(pointers({ tags: ['a', 'b'] }, { tags: ['b', 'c', 'a'] }, comparison)).toEqual(['/tags/1']);
  });

  it('finds the one item that differs in a list without order, whatever is ignored or without order inside it', () => {
    const comparison = { unordered: ['/l', '/l/*/t'], ignore: ['/l/*/at'] };
    const home = { l: [{ id: 1, t: [1, 2], at: 1 }, { id: 2, t: [3, 4], at: 2 }] };
    const target = { l: [{ id: 2, t: [4, 5], at: 3 }, { id: 1, t: [2, 1], at: 4 }] };
    expect(compareOutcomes(answered(home), answered(target), comparison)).toEqual([{ pointer: '/l/1/t/0', place: '/l/*/t/*', home: '3', target: '5' }]);
  });

  it('counts as one place what has many keys', () => {
    const comparison = { keyed: ['/stock'], ignore: ['/stock/*/at'] };
    const stock = (left: number) => Object.fromEntries(['A', 'B/1'].map((sku) => [sku, { left, at: left }]));
    expect(compareOutcomes(answered({ stock: stock(1) }), answered({ stock: stock(2) }), comparison)).toMatchObject([
      { pointer: '/stock/A/left', place: '/stock/*/left' },
      { pointer: '/stock/B~11/left', place: '/stock/*/left' },
    ]);
  });

  it('normalises a copy, so that nobody’s answer is changed', () => {
    const normalise = (answer: { names: string[] }) => ({ ...answer, names: answer.names.sort() });
    const home = { names: ['b', 'a'] };
    expect(pointers(home, { names: ['a', 'b'] }, { normalise })).toEqual([]);
    expect(home.names).toEqual(['b', 'a']);
  });

  it('compares what is personal and shows it to nobody', () => {
    const comparison = { personal: { answer: ['/buyer', '/lines/*/engraving'] } };
    const found = compareOutcomes(
      answered({ buyer: { name: 'Ada' }, lines: [{ engraving: 'for Ada' }] }),
      answered({ buyer: { name: 'Bob' }, lines: [{ engraving: 'for Bob' }, { sku: 'A', engraving: 'for Cy' }] }),
      comparison,
    );
    expect(found.map(({ pointer }) => pointer)).toEqual(['/buyer/name', '/lines/0/engraving', '/lines/1']);
    expect(JSON.stringify(found)).not.toMatch(/Ada|Bob|Cy/);
    expect(found[2]!.target).toBe('{"sku":"A","engraving":"(personal)"}');
  });

  it('shows no value at all where an answer with personal data is normalised: it may have moved', () => {
    const comparison = { normalise: ({ name }: { name: string }) => ({ moved: name }), personal: { answer: ['/name'] } } as Comparison;
    const found = compareOutcomes(answered({ name: 'Ada' }), answered({ name: 'Bob' }), comparison);
    expect(found).toEqual([{ pointer: '/moved', place: '/moved', home: '"(personal)"', target: '"(personal)"' }]);
  });
});

describe('errors', () => {
  it('are the same by code and data', () => {
    expect(compareOutcomes(refused('gone', { at: 1 }), refused('gone', { at: 1 }))).toEqual([]);
    expect(compareOutcomes(refused('gone', { at: 1 }), refused('gone', { at: 2 }))).toMatchObject([{ pointer: '/error/data/at' }]);
    expect(compareOutcomes(refused('gone', { at: 1 }), refused('gone', { at: 2 }), { ignore: ['/error/data/at'] })).toEqual([]);
  });

  it('of different codes differ in the code', () => {
    expect(compareOutcomes(refused('gone', { at: 1 }), refused('moved', { to: 2 }))).toMatchObject([{ pointer: '/error/code', home: '"gone"', target: '"moved"' }]);
  });

  it('differ from any answer as a whole', () => {
    expect(compareOutcomes(answered({ secret: 1 }), refused('gone'))).toMatchObject([{ pointer: '', place: '', home: '"an answer"', target: '"the error gone"' }]);
    expect(compareOutcomes(refused('gone'), answered('the error gone'))).toHaveLength(1);
  });
});

type Path = readonly (string | number)[];
const json = fc.jsonValue({ maxDepth: 4 });
const pointerOf = (path: Path) => path.map((step) => `/${escapeStep(String(step))}`).join('');
const placeOf = (path: Path) => path.map((step) => (typeof step === 'number' ? '/*' : `/${escapeStep(step)}`)).join('');

/** Every way into a value, the root first. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps: [string | number, unknown][] = Array.isArray(value) ? value.map((item, index) => [index, item]) : Object.entries(value);
  return [path, ...steps.flatMap(([step, child]) => pathsOf(child, [...path, step]))];
}

/** Another value at the end of the path, or nothing there. */
function changedAt(value: unknown, [step, ...rest]: Path, change: unknown): unknown {
  if (step === undefined) return change;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? changedAt(item, rest, change) : item));
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([key, child]) => {
      const next: unknown = key === step ? changedAt(child, rest, change) : child;
      return next === undefined ? [] : [[key, next]];
    }),
  );
}

function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item) => ({ item: shuffled(item, random), by: random() }))
      .sort((one, other) => one.by - other.by)
      .map(({ item }) => item);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, child]) => [key, shuffled(child, random)]));
}

const anywhere = fc.tuple(json, fc.nat()).map(([value, pick]) => {
  const paths = pathsOf(value);
  return { value, path: paths[pick % paths.length]! };
});
const changes = fc.constantFrom<unknown>('changed ', 4_711.5);
const lists = (value: unknown) => pathsOf(value).filter((path) => Array.isArray(path.reduce<unknown>((at, step) => (at as never)[step], value)));

describe('any two values', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const runs = { seed, numRuns: 2_000 };

  it(`never differ where they are equal, whatever the rules (seed ${seed})`, () => {
    const places = fc.array(fc.constantFrom('', '/a', '/*', '/*/*', '/0/*'));
    fc.assert(
      fc.property(json, places, places, (value, ignore, unordered) => {
        expect(pointers(value, structuredClone(value), { ignore, unordered })).toEqual([]);
      }),
      runs,
    );
  });

  it(`differ exactly at the place of a change (seed ${seed})`, () => {
    fc.assert(
      fc.property(anywhere, changes, ({ value, path }, change) => {
        expect(pointers(value, changedAt(value, path, change))).toEqual([pointerOf(path)]);
      }),
      runs,
    );
  });

  it(`differ where something is missing (seed ${seed})`, () => {
    fc.assert(
      fc.property(anywhere, ({ value, path }) => {
        fc.pre(typeof path.at(-1) === 'string');
        expect(pointers(value, changedAt(value, path, undefined))).toEqual([pointerOf(path)]);
        expect(pointers(changedAt(value, path, undefined), value)).toEqual([pointerOf(path)]);
      }),
      runs,
    );
  });

  it(`never differ at or below what is ignored, and do beside it (seed ${seed})`, () => {
    fc.assert(
      fc.property(anywhere, changes, fc.nat(), fc.boolean(), ({ value, path }, change, pick, any) => {
        const cut = pick % (path.length + 1);
        const ignored = path.slice(0, cut).map((step, index) => (any && index === cut - 1 ? '*' : step));
        expect(pointers(value, changedAt(value, path, change), { ignore: [pointerOf(ignored)] })).toEqual([]);
        expect(pointers(value, changedAt(value, path, change), { ignore: [`${pointerOf(path)}/below`, '/nowhere/*'] })).toEqual([pointerOf(path)]);
      }),
      runs,
    );
  });

  it(`are the same in any order where no list has one, and differ at the place of a change (seed ${seed})`, () => {
    fc.assert(
      fc.property(anywhere, changes, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), ({ value, path }, change, chance) => {
        const random = () => chance.next().value as number;
        const unordered = lists(value).map((list) => pointerOf(list.map((step) => (typeof step === 'number' ? '*' : step))));
        expect(pointers(value, shuffled(value, random), { unordered })).toEqual([]);
        const found = compareOutcomes(answered(value), answered(shuffled(changedAt(value, path, change), random)), { unordered });
        expect(placesOf(found)).toEqual([placeOf(path)]);
      }),
      runs,
    );
  });
});
