import type { Region } from '@banyan/infra/environments';
import type { Assumptions } from '../data/assumptions.ts';
import type { ServiceTimes } from '../data/service-times.ts';

/** All that is known of a shop, beside what is asked of it. */
export interface ShopModel {
  readonly region: Pick<Region, 'hosts' | 'database' | 'proxies' | 'cache' | 'outboundGateways'>;
  /** Seconds within which 99 of 100 orders are to be accepted, and messages to wait at most. */
  readonly objectives: { readonly intakeP99: number; readonly backlogAge: number };
  readonly times: ServiceTimes;
  readonly assumptions: Assumptions;
}

/** Seconds for which an order takes its lane: its own work, and the payment company's time. */
export function laneTime({ times, assumptions }: Pick<ShopModel, 'times' | 'assumptions'>): number {
  return times.inLane + assumptions.provider;
}
