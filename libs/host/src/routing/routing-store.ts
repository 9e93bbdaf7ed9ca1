import { fileLastGood } from '@banyan/adapter-file';
import { postgresHostReports, postgresOperatorActs, postgresRouteStore, routingDatabase } from '@banyan/adapter-postgres/routes';
import { redisNudges } from '@banyan/adapter-redis';
import { nudged, type HostReports, type LastGood, type OperatorActs, type RouteStore } from '@banyan/strangler';
import type { RoutingSettings } from './routing-settings.ts';

/** Where a host's routes are kept, where it reports, and where operators' acts are noted; without a database its routes stay as they are. */
export interface RoutingStore {
  readonly routes: RouteStore;
  readonly reports: HostReports;
  readonly acts: OperatorActs;
  close(): Promise<void>;
}

/** What is to be used as the store. It is reached when it is first needed. */
export function routingStoreOf({ databaseUrl, redisUrl }: RoutingSettings): RoutingStore | undefined {
  if (databaseUrl === undefined) return undefined;
  const database = routingDatabase({ url: databaseUrl });
  const stored = postgresRouteStore(database);
  const nudges = redisUrl === undefined ? undefined : redisNudges({ url: redisUrl, prefix: 'banyan' });
  const routes = nudges ? nudged(stored, nudges) : stored;
  return {
    routes,
    reports: postgresHostReports(database),
    acts: postgresOperatorActs(database),
    close: async () => {
      await routes.close();
      await nudges?.close();
      await database.close();
    },
  };
}

/** Where the last good routes are kept, if anywhere. */
export function lastGoodOf({ lastGoodFile }: RoutingSettings): LastGood | undefined {
  return lastGoodFile === undefined ? undefined : fileLastGood(lastGoodFile);
}
