import type { Chance } from '../run/chance.ts';
import { clientFaults } from './clients.ts';
import { databaseFaults } from './database.ts';
import type { DrawnFault, Fault } from './fault.ts';
import { mixOf } from './mixed.ts';
import { networkFaults } from './network.ts';
import { nginxFaults } from './nginx.ts';
import { poisonFaults } from './poison.ts';
import { processFaults } from './processes.ts';
import { providerFaults } from './provider.ts';
import { queueFaults } from './queue.ts';
import { redisFaults } from './redis.ts';
import { routeFaults } from './routes.ts';

export type { DrawnFault, Fault, Injected, NotHere } from './fault.ts';
export { notHere } from './not-here.ts';

const single: readonly Fault[] = [...processFaults, ...databaseFaults, ...queueFaults, ...networkFaults, ...providerFaults, ...redisFaults, ...routeFaults, ...clientFaults, ...nginxFaults, ...poisonFaults];

/** All faults that can be brought about here, by their number. */
export const faults: readonly (Fault | DrawnFault)[] = [...single, mixOf(single)].toSorted((one, other) => (one.number < other.number ? -1 : 1));

/**
 * The fault with a number.
 * @param chance makes it if it is one that is drawn
 * @throws {Error} if there is none
 */
export function faultOf(number: string, chance: Chance): Fault {
  const found = faults.find((fault) => fault.number === number);
  if (!found) throw new Error(`There is no fault ${number} here. There are: ${faults.map((fault) => fault.number).join(', ')}.`);
  return 'draw' in found ? found.draw(chance) : found;
}
