import { fileURLToPath } from 'node:url';

/** The folder of the whole workspace. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the legacy shop. */
export const legacyShop = `${root}examples/legacy-shop`;
