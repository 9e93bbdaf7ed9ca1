import { appendFileSync } from 'node:fs';
import { SABOTAGE } from './sabotaged.ts';
import { plant } from './plant.ts';
import { plantedAs } from './planted.ts';

/**
 * Loaded before a host's program (`node --import`), which knows nothing of it. What it patches are the libraries beside
 * the bundle, which the host then loads.
 */
const [file, name] = (process.env[SABOTAGE] ?? '').split('|');
if (file && name) plant(plantedAs(name)?.alterations ?? [], () => appendFileSync(file, '.'));
