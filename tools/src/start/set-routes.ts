import { postgresRouteStore, routingDatabase } from '@banyan/adapter-postgres/routes';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { signedRoutes } from '@banyan/host/signed-routes';
import type { RouteTableDefinition } from '@banyan/strangler';

/**
 * Has a shop begin with the routes that its start was given. What was set while it ran before is kept in the history,
 * and taken back; if nothing differs, nothing is changed.
 * @throws {Error} if the store holds routes that were signed with other keys
 */
export async function setRoutes({ routes }: RouteTableDefinition, to: { readonly databaseUrl: string; readonly keys: string }): Promise<void> {
  const codec = signedRoutes(parseKeyRing('INTERNAL_KEYS', to.keys));
  const database = routingDatabase({ url: to.databaseUrl });
  const store = postgresRouteStore(database);
  try {
    const newest = await store.load();
    const now = newest && codec.decode(newest.text).table;
    if (now && JSON.stringify(now.routes) === JSON.stringify(routes) && Object.keys(now.rollouts ?? {}).length === 0) return;
    const version = (newest?.version ?? 0) + 1;
    const change = { table: { version, routes }, by: 'npm start', at: new Date().toISOString(), why: 'The shop was started so.' };
    await store.append({ version, text: codec.encode(change) });
  } finally {
    await store.close();
    await database.close();
  }
}
