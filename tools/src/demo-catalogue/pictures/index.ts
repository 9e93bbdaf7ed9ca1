import { demoProducts } from '../products.ts';
import { backdrops, onBackdrop } from './backdrop.ts';
import { kitchen } from './kitchen.ts';
import { lights } from './lights.ts';
import { outdoors } from './outdoors.ts';
import { stationery } from './paper.ts';
import { sound } from './sound.ts';
import { woollens } from './woollens.ts';

const drawings: Readonly<Record<string, string>> = { ...kitchen, ...outdoors, ...lights, ...stationery, ...woollens, ...sound };

/** A picture of each product of the demo catalogue, as SVG by its stock code. */
export const demoPictures: ReadonlyMap<string, string> = new Map(
  demoProducts.flatMap(({ sku, brand }) => {
    const [backdrop, drawing] = [backdrops[brand], drawings[sku]];
    return backdrop && drawing !== undefined ? [[sku, onBackdrop(backdrop, drawing)] as const] : [];
  }),
);
