export { fileLastGood } from './last-good.ts';
export { fileRouteStore, type FileRouteStoreOptions } from './route-store.ts';
