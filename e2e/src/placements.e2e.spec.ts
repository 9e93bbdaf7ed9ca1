import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bringInCatalogue } from './catalogue.ts';
import { normaliser } from './normalise.ts';
import { Operator } from './operator.ts';
import { placements, type NamedPlacement } from './placements.ts';
import { rowsOf } from './rows.ts';
import { sequencesOf } from './sequences/actions.ts';
import { play } from './sequences/play.ts';
import { seed, sequenceCount } from './sequences/settings.ts';
import { Shopper, type Exchange } from './shopper.ts';
import { shopUnderTest, type ShopUnderTest } from './shop-under-test.ts';
import { stories } from './stories/index.ts';

/** What a run left: every exchange of the stories, what every sequence was answered, and every row. */
interface Told {
  readonly exchanges: readonly Exchange[];
  readonly sequences: readonly string[];
  readonly rows: Readonly<Record<string, readonly string[]>>;
}

const told = new Map<NamedPlacement, Told>();
const sequences = sequencesOf(sequenceCount, seed);
const patience = 900_000 + sequenceCount * 200;
console.info(`${placements.length} placements, ${sequenceCount} random sequences in each; repeat them with BANYAN_SEED=${seed}`);

describe.each(placements)('the shop, $name,', (placement) => {
  let tested: ShopUnderTest;
  let shopper: Shopper;
  let operator: Operator;
  let played: string[] = [];

  beforeAll(async () => {
    tested = await shopUnderTest(placement, { INTAKE_QUEUE_PERCENT: '0' });
    shopper = new Shopper(tested.shop.publicUrl, 'run');
    operator = new Operator(tested.shop);
    await bringInCatalogue(operator);
  });

  afterAll(async () => {
    const { seen, known } = normaliser();
    told.set(placement, { exchanges: shopper.exchanges.map(seen), sequences: played, rows: sorted(known(await rowsOf(tested.folder))) });
    await tested.discard();
  }, patience);

  it.each(Object.keys(stories))('serves the story: %s', async (name) => {
    shopper.begin(name);
    await stories[name]!(shopper, operator);
  });

  it('answers random sequences of actions', async () => {
    played = await play({ publicUrl: tested.shop.publicUrl, operator }, sequences, (count) => console.info(`${placement.name}: ${count} sequences`));
    expect(played).toHaveLength(sequences.length);
  }, patience);

  it('found no module that changes its arguments', async () => {
    for (const { name } of tested.shop.hosts) expect(await tested.log(name)).not.toMatch(/TypeError.*(read only|not extensible|Cannot (assign|add|delete|define))/);
  });
});

describe.each(placements.slice(1))('between in-process and $name', (placement) => {
  const [reference] = placements;

  it('every exchange is the same', () => {
    expect(told.get(placement)!.exchanges).toEqual(told.get(reference!)!.exchanges);
  });

  it('every random sequence is answered the same', () => {
    const [one, other] = [told.get(reference!)!.sequences, told.get(placement)!.sequences];
    const differing = one.flatMap((steps, index) => (steps === other[index] ? [] : [index]));
    const [first] = differing;
    const stepsOf = (sequences: readonly string[]): unknown => (first === undefined ? undefined : JSON.parse(sequences[first]!));
    expect({ differing, first: stepsOf(other) }).toEqual({ differing: [], first: stepsOf(one) });
  });

  it('every row is the same', () => {
    expect(told.get(placement)!.rows).toEqual(told.get(reference!)!.rows);
  });
});

/** Rows were read in the order of ids that differ from run to run. */
function sorted(rows: Record<string, unknown[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(rows).map(([table, found]) => [table, found.map((row) => JSON.stringify(row)).toSorted()]));
}
