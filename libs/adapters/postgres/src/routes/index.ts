export { postgresHostReports } from './host-reports.ts';
export { postgresOperatorActs } from './operator-acts.ts';
export { postgresRouteStore, type PostgresRouteStoreOptions } from './route-store.ts';
export { routingDatabase, type RoutingDatabase, type RoutingDatabaseOptions } from './routing-database.ts';
export { routing, routingMigrations } from './routing-migration.ts';
