import { repliesOver, vias, type Placement } from '@banyan/tools/start';

/** A placement with what it is called. */
export interface NamedPlacement extends Placement {
  readonly name: string;
}

const splits: readonly Placement['split'][] = [[], ['orders'], ['catalog'], ['orders', 'catalog']];

/** Every way in which the shop can be placed; the first, all in one process, is what the others are compared with. */
export const everyPlacement: readonly NamedPlacement[] = splits
  .flatMap((split) => repliesOver.flatMap((replies) => vias.map((via): Placement => ({ split, replies, via }))))
  .filter(isDifferent)
  .map((placement) => ({ ...placement, name: nameOf(placement) }));

/** So many of them that each pair of choices is met at least once. */
export const pairwisePlacements: readonly NamedPlacement[] = pairwise(everyPlacement);

/** All of them by `npm run test:parity`, else the pairwise ones. */
export const placements = process.env['BANYAN_PARITY'] === 'full' ? everyPlacement : pairwisePlacements;

/** Without a neighbour nothing is carried but what takes a queue; catalog is never called later. */
function isDifferent({ split, replies, via }: Placement): boolean {
  if (split.length === 0) return replies === 'http' && via !== 'tcp';
  return split.includes('orders') || via !== 'tcp';
}

function nameOf({ split, replies, via }: Placement): string {
  if (split.length === 0) return via === 'sqs' ? 'all in-process, deferred calls over sqs' : 'all in-process';
  return `${split.join(' and ')} split, replies over ${replies}, deferred calls over ${via}`;
}

/** The pairs of choices that a placement meets. */
export function pairsOf({ split, replies, via }: Placement): string[] {
  const where = split.join('+') || 'none';
  return [`${where} ${replies}`, `${where} ${via}`, `${replies} ${via}`];
}

/** Takes the first, then always the one that meets most of the pairs not met so far. */
function pairwise(all: readonly NamedPlacement[]): NamedPlacement[] {
  const left = new Set(all.flatMap(pairsOf));
  const meets = (placement: Placement) => pairsOf(placement).filter((pair) => left.has(pair)).length;
  const chosen: NamedPlacement[] = [];
  while (left.size > 0) {
    const next = chosen.length === 0 ? all[0]! : all.reduce((best, one) => (meets(one) > meets(best) ? one : best));
    chosen.push(next);
    for (const pair of pairsOf(next)) left.delete(pair);
  }
  return chosen;
}
