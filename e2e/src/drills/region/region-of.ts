import { Processes } from '../../faults/run/processes.ts';
import { queueLengths } from '../../faults/run/queue-lengths.ts';
import { shopUnderTest, type ShopUnderTest } from '../../shop-under-test.ts';
import { Way } from '../stand-ins/way.ts';

/** A region: hosts, their queues, and the address by which they find their database. The queues outlive the hosts. */
export interface ShopOfRegion {
  readonly tested: ShopUnderTest;
  readonly publicPort: number;
  /** How its hosts reach the database. */
  readonly database: Way;
  /** Messages in its queues, waiting or in flight. */
  queued(): Promise<number>;
  /** Its hosts are gone, as if by a blow. */
  lose(): Promise<void>;
  /** Its hosts end what they have begun. */
  end(): Promise<void>;
  startHosts(): Promise<void>;
  discard(): Promise<void>;
}

/** Starts the shop of a region. @param settings what its environment says, by the address of its database */
export async function regionOf(databasePort: number, settings: (by: number) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>): Promise<ShopOfRegion> {
  const database = await Way.to(databasePort);
  const tested = await shopUnderTest({ split: [], via: 'sqs', replies: 'http' }, await settings(database.port)).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const processes = new Processes(() => tested.shop);
  const queues = tested.shop.hosts.find(({ name }) => name === 'sqs')!.url;
  return {
    tested,
    publicPort: Number(new URL(tested.shop.publicUrl).port),
    database,
    queued: async () => (await queueLengths(queues)).reduce((sum, { count }) => sum + count, 0),
    lose: async () => void (await processes.kill('monolith')),
    end: () => processes.end('monolith'),
    startHosts: () => processes.start('monolith'),
    discard: async () => {
      await tested.discard();
      await database.close();
    },
  };
}
