// The module without Nest and stores, for whoever puts it together in another way.
export { catalogApi } from './catalog.api.ts';
export type { CatalogPorts } from './ports/catalog-ports.ts';
