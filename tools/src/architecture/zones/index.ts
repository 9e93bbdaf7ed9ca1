import { libZones } from './libs.ts';
import { moduleZones } from './modules.ts';
import { programZones } from './programs.ts';
import { testZones } from './tests.ts';
import type { Zone } from './zone.ts';

/** Who may import whom. */
export const zones: readonly Zone[] = [...libZones, ...moduleZones, ...programZones, ...testZones];
