import type { HistoryAnswer } from '@banyan/tools/banyan';
import { RouteOperator } from './route-operator.ts';

type Shop = ConstructorParameters<typeof RouteOperator>[0];

/** Two operators, each with an operation to move. */
const desks = [
  { by: 'Ada', entry: 'catalog.getProduct' },
  { by: 'Grace', entry: 'catalog.searchProducts' },
] as const;

/** What two operators did at once. */
export interface ChangedAtOnce {
  /** The version that each change was answered with, by operator. */
  readonly versions: Readonly<Record<string, readonly number[]>>;
  readonly newest: number;
  /** The history holds each change once, in the order in which its operator made it, and none undid another's. */
  readonly lost: readonly string[];
}

/** Has two operators change routes so many times each, as fast as they are answered, and looks for what was lost. */
export async function changeAtOnce(shop: Shop, times: number): Promise<ChangedAtOnce> {
  const before = (await new RouteOperator(shop, 'nobody').routes()).version;
  const versions = Object.fromEntries(
    await Promise.all(
      desks.map(async ({ by, entry }) => {
        const operator = new RouteOperator(shop, by);
        const made: number[] = [];
        for (let n = 0; n < times; n++) made.push((await operator.set(entry, routeOf(n), { why: `change ${n}` })).version);
        return [by, made] as const;
      }),
    ),
  );
  const states = await new RouteOperator(shop, 'nobody').historySince(before + 1);
  return { versions, newest: states.at(-1)!.version, lost: lostIn(states, { versions, before }) };
}

/** Each differs from the one before it. */
function routeOf(n: number) {
  return { kind: 'canary', target: 'catalog', percent: n % 100 } as const;
}

function lostIn(states: HistoryAnswer['states'], { versions, before }: Pick<ChangedAtOnce, 'versions'> & { readonly before: number }): string[] {
  const expected = desks.flatMap(({ by, entry }) => versions[by]!.map((version, n) => ({ version, by, why: `change ${n}`, entry, after: routeOf(n) })));
  const inOrder = expected.toSorted((one, other) => one.version - other.version);
  const made = states.map((state) => {
    if ('unreadable' in state) return state;
    const [only, ...more] = state.changes?.routes ?? [];
    const { version, by, why } = state;
    return { version, by, why, entry: [only, ...more].map((change) => change?.entry).join(' '), after: only?.after };
  });
  const numbers = made.map(({ version }, index) => version === before + 1 + index);
  return [
    ...inOrder.flatMap((change, index) => (JSON.stringify(change) === JSON.stringify(made[index]) ? [] : [`${JSON.stringify(change)} became ${JSON.stringify(made[index])}`])),
    ...made.slice(inOrder.length).map((change) => `${JSON.stringify(change)} was made by nobody`),
    ...(numbers.every(Boolean) ? [] : ['the versions have a gap']),
  ];
}
