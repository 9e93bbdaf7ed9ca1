export type { RedisConnection } from './connection.ts';
export { redisLaneLeases, type RedisLaneLeasesOptions } from './lane-leases.ts';
export { redisNudges } from './nudges.ts';
export { redisRouteStore, type RedisRouteStoreOptions } from './route-store.ts';
