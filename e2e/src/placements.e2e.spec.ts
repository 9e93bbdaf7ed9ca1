import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bringInCatalogue } from './catalogue.ts';
import { normaliser } from './normalise.ts';
import { Operator } from './operator.ts';
import { placements, type Placement } from './placements.ts';
import { rowsOf } from './rows.ts';
import { Shopper, type Exchange } from './shopper.ts';
import { shopUnderTest, type ShopUnderTest } from './shop-under-test.ts';
import { stories } from './stories/index.ts';

/** What a run of all stories left: every exchange, and every row. */
interface Told {
  readonly exchanges: readonly Exchange[];
  readonly rows: Readonly<Record<string, readonly string[]>>;
}

const told = new Map<Placement, Told>();

describe.each(placements)('the shop, $name,', (placement) => {
  let tested: ShopUnderTest;
  let shopper: Shopper;
  let operator: Operator;

  beforeAll(async () => {
    tested = await shopUnderTest(placement.split);
    shopper = new Shopper(tested.shop.publicUrl, 'run');
    operator = new Operator(tested.shop);
    await bringInCatalogue(operator);
  }, 120_000);

  afterAll(async () => {
    const { seen, known } = normaliser();
    told.set(placement, { exchanges: shopper.exchanges.map(seen), rows: sorted(known(await rowsOf(tested.folder))) });
    await tested.discard();
  }, 60_000);

  it.each(Object.keys(stories))('serves the story: %s', async (name) => {
    shopper.begin(name);
    await stories[name]!(shopper, operator);
  }, 60_000);

  it('found no module that changes its arguments', async () => {
    for (const { name } of tested.shop.hosts) expect(await tested.log(name)).not.toMatch(/TypeError.*(read only|not extensible|Cannot (assign|add|delete|define))/);
  });
});

describe.each(placements.slice(1))('between in-process and $name', (placement) => {
  const [reference] = placements;

  it('every exchange is the same', () => {
    expect(told.get(placement)!.exchanges).toEqual(told.get(reference!)!.exchanges);
  });

  it('every row is the same', () => {
    expect(told.get(placement)!.rows).toEqual(told.get(reference!)!.rows);
  });
});

/** Rows were read in the order of ids that differ from run to run. */
function sorted(rows: Record<string, unknown[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(rows).map(([table, found]) => [table, found.map((row) => JSON.stringify(row)).toSorted()]));
}
