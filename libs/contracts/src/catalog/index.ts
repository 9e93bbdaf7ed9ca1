export { catalog, type CatalogApi } from './catalog.contract.ts';
export { Market, PriceList, ProductImport, Product, PricedLine, Quote, Reservation, ImportConflict } from './catalog.schemas.ts';
