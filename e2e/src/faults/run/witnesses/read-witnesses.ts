import type { Leftover, Witnesses } from '../../checker/index.ts';
import type { Owner } from '../owner.ts';
import { readLanes } from './lanes.ts';
import { readLedger } from './ledger.ts';
import { readOrders } from './orders.ts';
import { readStock } from './stock.ts';

/** Reads all that is found of a shop whose hosts have stopped, but for its database. @param folder the shop's */
export async function readWitnesses(owner: Pick<Owner, 'query'>, { folder, leftovers }: { readonly folder: string; readonly leftovers: readonly Leftover[] }): Promise<Witnesses> {
  const versions = await owner.query<{ version: number }>('SELECT version::int FROM routing.route_state ORDER BY version');
  return {
    ...(await readOrders(owner)),
    ...(await readStock(owner)),
    ledger: await readLedger(folder),
    lanes: await readLanes(owner),
    routeVersions: versions.map(({ version }) => version),
    leftovers,
  };
}
