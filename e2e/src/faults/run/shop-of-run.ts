import { startRedis, type TestRedis } from '@banyan/tools/testing';
import type { Fault } from '../catalogue/fault.ts';
import { sabotaged, type Sabotage } from '../sabotage/sabotaged.ts';
import { Operator } from '../../operator.ts';
import { shopUnderTest, type ShopUnderTest } from '../../shop-under-test.ts';
import { bringInGoods } from './goods.ts';
import { keepLaneJournal } from './lane-journal.ts';
import { ownerOf, ownerUrlIn, type Owner } from './owner.ts';
import { Processes } from './processes.ts';
import { shops, type ShopKind } from './shops.ts';
import { Ways } from './ways.ts';

/** A real shop with goods, ready to be broken. */
export interface ShopOfRun {
  readonly tested: ShopUnderTest;
  readonly ways: Ways;
  readonly processes: Processes;
  readonly owner: Owner;
  readonly redis: TestRedis | undefined;
  /** The SQS that it uses, behind no proxy. */
  readonly queues: { readonly url: string } | undefined;
  /** Has everybody finish what they have begun, but for the database and the queues: they are asked afterwards. */
  endHosts(): Promise<void>;
  discard(): Promise<void>;
}

/** Where a host is told of a Redis. */
const redisVariables = ['ROUTING_REDIS_URL', 'LANES_REDIS_URL'];

/** What is asked once all others have ended. */
const witnesses = ['postgres', 'sqs'];

/** What a fault needs of a shop. */
type Needs = Pick<Fault, 'through' | 'strictQueues' | 'redis' | 'settings'>;

/** What a shop of a run is like besides its kind. */
export interface Stage {
  readonly instances?: number;
  /** Brings in what it sells; what shoppers of a run buy, if left out. */
  readonly bringIn?: (operator: Operator) => Promise<void>;
  /** A mistake that its hosts are given. */
  readonly sabotage?: Sabotage;
}

/** Starts a shop of the kind, as the fault needs it. */
export async function startShopOfRun(kind: ShopKind, { through = [], strictQueues, redis: needsRedis, settings = {} }: Needs, seed: number, { instances, bringIn = bringInGoods, sabotage }: Stage = {}): Promise<ShopOfRun> {
  const ways = new Ways({ wanted: through, strictQueues: strictQueues ? seed : undefined });
  const redis = needsRedis ? await startRedis() : undefined;
  const cleanUp = [() => ways.close(), async () => redis?.close()];
  const discard = async () => {
    for (const end of cleanUp) await end();
  };
  try {
    const withRedis = redis ? Object.fromEntries(redisVariables.map((name) => [name, redis.url])) : {};
    const tested = await shopUnderTest({ ...shops[kind], ...(instances === undefined ? {} : { instances }) }, { INTAKE_QUEUE_PERCENT: '0', ...settings, ...sabotage?.settings }, async (plan) => {
      const environment = 'ROUTING_DATABASE_URL' in plan.environment ? { ...plan.environment, ...withRedis } : plan.environment;
      const led = await ways.lead({ ...plan, environment });
      return sabotage ? sabotaged(led, sabotage) : led;
    });
    cleanUp.unshift(() => tested.discard());
    const host = (name: string) => tested.shop.hosts.find((one) => one.name === name);
    const owner = ownerOf(await ownerUrlIn(tested.folder, host('postgres')!));
    cleanUp.unshift(() => owner.close());
    await keepLaneJournal(owner);
    await bringIn(new Operator(tested.shop));
    const processes = new Processes(() => tested.shop);
    return {
      tested,
      ways,
      processes,
      owner,
      redis,
      queues: host('sqs'),
      endHosts: async () => {
        await Promise.all(processes.running.filter((name) => !witnesses.includes(name)).map((name) => processes.end(name)));
      },
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  }
}
