import type { Drill } from './drill.ts';
import { maintenance } from './maintenance.ts';
import { proxy } from './proxy.ts';
import { region } from './region/region.ts';
import { replicaLag } from './replica-lag.ts';
import { restore } from './restore.ts';
import { writer } from './writer.ts';

/** All drills, by name. */
export const drills: Readonly<Record<string, Drill>> = { proxy, writer, maintenance, restore, 'replica-lag': replicaLag, region };
