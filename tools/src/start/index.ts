export { removeDataFolder } from './data-folder.ts';
export type { SplitName } from './modules.ts';
export type { ShopOptions } from './options.ts';
export { startShop, type Shop, type Surroundings } from './shop.ts';
