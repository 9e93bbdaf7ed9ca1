import { CreateCatalog1763900000000 } from './create-catalog.ts';

/** What brings the schema `catalog` from empty to what this code expects, in order. */
export const migrations = [CreateCatalog1763900000000];
