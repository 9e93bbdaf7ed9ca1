import { hostNames, type HostName } from './hosts.ts';

/** A host of pages: it runs no module and keeps nothing. The storefront knows the shoppers' API of the monolith, the console its control API. */
export type PagesName = 'storefront' | 'console';
export const pagesNames: readonly PagesName[] = ['storefront', 'console'];

/** Whatever runs as a service of its own. */
export type ServiceName = HostName | PagesName;
export const serviceNames: readonly ServiceName[] = [...hostNames, ...pagesNames];

/** Where a host of pages listens within its task: for whom it is there, and for who asks whether it is ready or lives. */
export const PAGES_PORT = 3000;
