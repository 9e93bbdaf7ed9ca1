import { redisLaneLeases } from '@banyan/adapter-redis';
import type { LaneLeases } from '@banyan/outbox';
import type { Logger } from 'pino';
import type { HostSettings } from './host-settings.ts';

/**
 * The leases by which this instance of a host divides the host's lanes with the others; undefined if it is told of no Redis.
 * The log says once each time that Redis comes or goes.
 */
export function leasesOf({ host, settings, logger }: { readonly host: string; readonly settings: Pick<HostSettings, 'lanesRedisUrl'>; readonly logger: Logger }): LaneLeases | undefined {
  const { lanesRedisUrl: url } = settings;
  if (url === undefined) return undefined;
  return redisLaneLeases({
    url,
    prefix: 'banyan',
    host,
    instance: crypto.randomUUID(),
    onChange: (state, why) => {
      if (state === 'divided') logger.info(`The instances of ${host} divide its lanes.`);
      else logger.warn({ err: why }, `Redis does not say how the lanes of ${host} are divided; this instance takes any, which is slower and as right.`);
    },
    now: () => performance.now(),
  });
}
