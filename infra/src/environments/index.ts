import { dev } from './dev.ts';
import type { Environment } from './environment.ts';
import { production } from './production.ts';
import { staging } from './staging.ts';

/** All environments, in the order in which a change reaches them. */
export const environments: readonly Environment[] = [dev, staging, production];

export { dev, production, staging };
export type { Bounds, Capacity, DatabaseCapacity, Environment, HostCapacity, Objectives, Region } from './environment.ts';
