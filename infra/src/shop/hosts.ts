import { moduleNames, type ModuleName, type SchemaName } from './modules.ts';

/** A process that runs modules. The payment provider is none of ours: locally it is played, here it is an address. */
export type HostName = 'monolith' | 'orders' | 'catalog';
export const hostNames: readonly HostName[] = ['monolith', 'orders', 'catalog'];

/** The host that runs every module, which `local` means in the routes. */
export const home: HostName = 'monolith';

/** The modules whose code a host runs. */
export function modulesOf(host: HostName): readonly ModuleName[] {
  return host === 'monolith' ? moduleNames : [host];
}

/** The schemas whose logins a host is given: its modules', and that of the routes, which each host follows. */
export function schemasOf(host: HostName): readonly SchemaName[] {
  return [...modulesOf(host), 'routing'];
}
