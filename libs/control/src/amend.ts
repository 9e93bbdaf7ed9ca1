import { isUnavailable, type Contract } from '@banyan/contracts/define';
import type { HostReports, Moved, RouteCodec, RouteStore, RouteTableDefinition } from '@banyan/strangler';
import type { Proposal } from './changes/proposal.ts';
import { ALIVE, type Known } from './known.ts';
import { readState } from './read-state.ts';
import { Refused } from './refused.ts';

/** How often a change is made anew because somebody was quicker. */
const ATTEMPTS = 20;

/** What changes are made with. */
export interface Desk {
  readonly store: RouteStore;
  readonly reports: HostReports;
  readonly codec: RouteCodec;
  readonly contracts: readonly Contract[];
  /** The name of the host that `local` means. */
  readonly home: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Who wants it, and how. */
export interface Wish {
  readonly by: string;
  readonly why: string;
  /** Says what would change, and changes nothing. */
  readonly dryRun?: boolean;
  /** Only if this is the newest version still. */
  readonly ifVersion?: number;
}

/** A change that was made, or would be. */
export interface Amended {
  readonly version: number;
  readonly dryRun: boolean;
  /** The operations whose route changes, with the share of all keys, 0 to 1, that is answered elsewhere than before. */
  readonly moved: readonly Moved[];
  readonly table: RouteTableDefinition;
}

/**
 * Changes the routes: on the newest version, and again on the one after if somebody else was quicker, so that no change
 * of theirs is lost.
 * @param mends whether it may replace a newest state that cannot be read
 * @throws {Refused} if it may not be made; nothing was changed then
 */
export async function amend(desk: Desk, wish: Wish, propose: (known: Known) => Proposal, { mends = false } = {}): Promise<Amended> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await knownNow(desk, { mends });
    if (wish.ifVersion !== undefined && wish.ifVersion !== known.table.version) throw versionPassed(wish.ifVersion, known.table.version);
    const { table, moved } = propose(known);
    const dryRun = wish.dryRun ?? false;
    if (dryRun || (await append(desk, wish, table, known.now))) return { version: table.version, dryRun, moved, table };
  }
  throw new Refused('contended', `Others have changed the routes ${ATTEMPTS} times in the meantime.`, 'Nothing was changed. Ask again.');
}

/** What is known at this moment. @throws {Refused} if there are no routes, or none that can be read */
export async function knownNow({ store, codec, reports, contracts, home, now }: Desk, { mends = false } = {}): Promise<Known> {
  const [stored, alive] = await Promise.all([store.load(), reports.reports(ALIVE)]);
  if (!stored) throw noRoutes();
  const state = readState(stored, codec);
  if ('unreadable' in state && !mends) {
    throw new Refused('routesUnreadable', state.unreadable, 'Go back to a version that can be read: banyan history, then banyan revert <version>.', {
      data: { version: state.version },
    });
  }
  const table = 'change' in state ? state.change.table : { version: state.version, routes: {} };
  return { table, reports: alive, contracts, home, now: now() };
}

export function noRoutes(): Refused {
  return new Refused('noRoutes', 'The store holds no routes yet.', 'Start a host: the first one lays its own routes into the store.');
}

async function append({ store, codec }: Desk, { by, why }: Wish, table: RouteTableDefinition, now: number): Promise<boolean> {
  const { version } = table;
  const text = codec.encode({ table, by, at: new Date(now).toISOString(), why });
  try {
    return await store.append({ version, text });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    const [state] = await store.history({ limit: 1, before: version + 1 }).catch(() => {
      throw unsure(version);
    });
    if (state?.version === version) return state.text === text;
    throw error;
  }
}

function unsure(version: number): Refused {
  return new Refused('unavailable', 'The route store went away while the change was made.', `Whether version ${version} is this change is not known. Look before you ask again: banyan history`, {
    data: { version, mayHaveBeenMade: true },
  });
}

function versionPassed(wanted: number, newest: number): Refused {
  return new Refused('versionPassed', `The routes are at version ${newest}, not at ${wanted}.`, 'Nothing was changed. Look at what is new, and ask again for the newest version.', {
    data: { newest },
  });
}
