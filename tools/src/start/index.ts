export { removeDataFolder } from './data-folder.ts';
export type { SplitName } from './modules.ts';
export { repliesOver, vias, type RepliesOver, type ShopOptions, type Via } from './options.ts';
export type { Placement } from './routing.ts';
export { startShop, type Shop, type Surroundings } from './shop.ts';
