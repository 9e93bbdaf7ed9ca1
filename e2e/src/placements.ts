import type { SplitName } from '@banyan/tools/start';

/** Which modules run as processes of their own. */
export interface Placement {
  readonly name: string;
  readonly split: readonly SplitName[];
}

/** Every way in which the shop can be placed over HTTP; the first is what the others are compared with. */
export const placements: readonly Placement[] = [
  { name: 'all in-process', split: [] },
  { name: 'orders split', split: ['orders'] },
  { name: 'catalog split', split: ['catalog'] },
  { name: 'orders and catalog split', split: ['orders', 'catalog'] },
];
