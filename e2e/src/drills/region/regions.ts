import { Cable } from '../namespaces/cable.ts';
import { openPlace, type Place } from '../namespaces/place.ts';
import type { DatabaseWork } from './database.ts';
import type { HostsWork } from './hosts.ts';
import { regionPorts } from './ports.ts';

/** A region: the network of its hosts and that of its database, and the cables that lead there. */
export interface Region {
  readonly hosts: HostsWork;
  readonly database: DatabaseWork;
  /** From shoppers, operators and the payment company to its hosts. */
  readonly outside: Cable;
  /** From its hosts to its database. */
  readonly inside: Cable;
}

/** Both regions. */
export interface Regions {
  readonly home: Region;
  readonly recovery: Region;
  /** From the database of the recovery region to that of the home region. */
  readonly copying: Cable;
}

export type RegionName = Exclude<keyof Regions, 'copying'>;

/** Where something of a region is reached from outside. */
export function urlOf({ outside }: Region, of: keyof typeof regionPorts): string {
  return `http://${outside.far}:${regionPorts[of]}`;
}

/** Lays out both regions, in which nothing runs yet, around this network. @param opened hears of each place, which has to be ended */
export async function layOut(opened: (place: Pick<Place<object>, 'end'>) => void): Promise<Regions> {
  const open = async <Work extends object>(program: string): Promise<Place<Work>> => {
    const place = await openPlace<Work>(new URL(program, import.meta.url));
    opened(place);
    return place;
  };
  const [hosts, otherHosts] = await Promise.all([open<HostsWork>('hosts.ts'), open<HostsWork>('hosts.ts')]);
  const [database, otherDatabase] = await Promise.all([open<DatabaseWork>('database.ts'), open<DatabaseWork>('database.ts')]);
  const here = process.pid;
  const end = (pid: number, link: string) => ({ pid, link });
  return {
    home: {
      hosts: hosts.work,
      database: database.work,
      outside: await Cable.between(end(here, 'home'), end(hosts.pid, 'outside'), 1),
      inside: await Cable.between(end(hosts.pid, 'database'), end(database.pid, 'hosts'), 2),
    },
    recovery: {
      hosts: otherHosts.work,
      database: otherDatabase.work,
      outside: await Cable.between(end(here, 'recovery'), end(otherHosts.pid, 'outside'), 3),
      inside: await Cable.between(end(otherHosts.pid, 'database'), end(otherDatabase.pid, 'hosts'), 4),
    },
    copying: await Cable.between(end(otherDatabase.pid, 'home'), end(database.pid, 'recovery'), 5),
  };
}
