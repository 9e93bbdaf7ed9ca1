import { Type, type Static, type TObject } from 'typebox';

/** The settings of live routes; without `ROUTING_DATABASE_URL` those of `ROUTES` hold for good. */
export const RoutingVariables = {
  ROUTING_DATABASE_URL: Type.Optional(
    Type.String({ pattern: '^postgres(ql)?://', description: "the PostgreSQL URL of the routes, with the login 'banyan_routing'; ROUTES hold for good if left out." }),
  ),
  ROUTING_REDIS_URL: Type.Optional(Type.String({ pattern: '^rediss?://', description: 'the Redis that makes changes of the routes arrive sooner.' })),
  ROUTING_LAST_GOOD: Type.Optional(Type.String({ description: 'the file in which the last good routes are kept, for a start while their database is away.' })),
};

export interface RoutingSettings {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** A path. */
  readonly lastGoodFile?: string;
}

/** What the variables amount to. */
export function routingSettings(values: Static<TObject<typeof RoutingVariables>>): RoutingSettings {
  const { ROUTING_DATABASE_URL, ROUTING_REDIS_URL, ROUTING_LAST_GOOD } = values;
  return {
    ...(ROUTING_DATABASE_URL === undefined ? {} : { databaseUrl: ROUTING_DATABASE_URL }),
    ...(ROUTING_REDIS_URL === undefined ? {} : { redisUrl: ROUTING_REDIS_URL }),
    ...(ROUTING_LAST_GOOD === undefined ? {} : { lastGoodFile: ROUTING_LAST_GOOD }),
  };
}
