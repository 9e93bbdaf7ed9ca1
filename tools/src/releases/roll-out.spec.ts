import { describe, expect, it } from '@jest/globals';
import type { Environment } from '@banyan/contracts/compatibility';
import type { History } from './history.ts';
import type { Release } from './release.ts';
import { rollOut, type Part, type World } from './roll-out.ts';
import { contractsOf, environmentOf, first, registryOf, releaseOf } from './releases.testing.ts';

/** An environment with two regions, and what was done to it. */
class Playground implements World {
  readonly done: string[] = [];
  broken: Part | undefined;
  now = () => new Date(0);
  #record: Environment;
  #history: History = { environment: 'staging', entries: [] };

  constructor(record = environmentOf()) {
    this.#record = record;
  }

  record = () => Promise.resolve(this.#record);
  history = () => Promise.resolve(this.#history);
  regions = () => Promise.resolve(['home', 'recovery']);
  keepRecord = async (record: Environment) => void (this.#record = record);
  keepHistory = async (history: History) => void (this.#history = history);
  migrate = async (region: string) => void this.done.push(`migrate ${region}`);
  say = () => undefined;
  deploy = async (region: string, part: Part, release: Release) => {
    if (part === this.broken) throw new Error(`${part} did not become ready and went back`);
    const versions = this.#record.hosts.filter(({ host }) => host === part).map(({ serves }) => Object.values(serves).join());
    this.done.push(`${part} ${region} ${release.commit[0]}${versions.length > 1 ? ' beside' : ''}`);
  };
}

const unbroken = registryOf(...contractsOf(first));
const orders2 = { ...first, orders: '2.0.0' };
/** Orders 2 answers nobody who needs orders 1. */
const breaking = registryOf(...contractsOf(first), ...contractsOf({ orders: '2.0.0' }, ['orders 2.0.0']));
const orders11 = { ...first, orders: '1.1.0' };
const catalog11 = { ...first, catalog: '1.1.0' };
/** Each understands the one before; what is new in 1.1 only those have that serve it. */
const growing = registryOf(...contractsOf(first), ...contractsOf({ orders: '1.1.0', catalog: '1.1.0' }).map((contract) => ({ ...contract, operations: { ...contract.operations, more: contract.operations['ask']! } })));

describe('a rollout', () => {
  it('migrates once, where the region leads, then deploys one host after the other in every region, and after them the pages', async () => {
    const world = new Playground();
    const passage = await rollOut(releaseOf('b'), 'deploy', unbroken, world);
    expect(passage.refused).toEqual([]);
    expect(world.done.slice(0, 3)).toEqual(['migration home b', 'migration recovery b', 'migrate home']);
    expect(world.done.slice(3)).toEqual([...passage.order, 'storefront', 'console'].flatMap((part) => [`${part} home b`, `${part} recovery b`]));
    expect((await world.history()).entries).toEqual([{ release: releaseOf('b').release, action: 'deploy', at: '1970-01-01T00:00:00.000Z', isDone: true }]);
  });

  it('touches nothing where somebody would not be understood, and says who', async () => {
    const record = { ...environmentOf(), hosts: [...environmentOf().hosts, { host: 'warehouse', serves: {}, needs: { orders: '1.0.0' } }] };
    const world = new Playground(record);
    const { refused } = await rollOut(releaseOf('b', orders2), 'deploy', breaking, world);
    expect(refused.map(({ host }) => host)).toContain('orders');
    expect(refused.flatMap(({ encounters }) => encounters.map(({ consumer }) => consumer))).toContain('warehouse');
    expect(world.done).toEqual([]);
    expect((await world.history()).entries).toEqual([]);
    expect(await world.record()).toBe(record);
  });

  it('refuses contracts that were never published', async () => {
    const world = new Playground();
    const { unknown } = await rollOut(releaseOf('b', orders2), 'deploy', unbroken, world);
    expect(unknown).toEqual(['orders 2.0.0']);
    expect(world.done).toEqual([]);
  });

  it('deploys what serves something new before what needs it', async () => {
    const world = new Playground();
    const { order } = await rollOut(releaseOf('b', orders11), 'deploy', growing, world);
    expect(order.indexOf('orders')).toBeLessThan(order.indexOf('monolith'));
    expect(world.done.filter((line) => line.startsWith('orders'))).toEqual(['orders home b beside', 'orders recovery b beside']);
    expect((await world.record()).hosts.filter(({ host }) => host === 'orders')).toEqual([{ host: 'orders', serves: { orders: '1.1.0' }, needs: { catalog: '1.0.0', payments: '1.0.0' } }]);
    // Orders asks catalog at home and in its own host alike, so both are ahead of it.
    expect((await rollOut(releaseOf('b', catalog11), 'deploy', growing, new Playground())).order).toEqual(['catalog', 'monolith', 'orders']);
  });

  it('refuses two contracts that grow at once where each side would have to be first', async () => {
    const { order, refused } = await rollOut(releaseOf('b', { ...orders11, catalog: '1.1.0' }), 'deploy', growing, new Playground());
    expect([order, refused.map(({ host }) => host)]).toEqual([['catalog'], ['monolith', 'orders']]);
  });

  it('fills an empty environment', async () => {
    const { order, refused } = await rollOut(releaseOf('a'), 'deploy', unbroken, new Playground({ environment: 'staging', hosts: [] }));
    expect(refused).toEqual([]);
    expect(order).toHaveLength(3);
  });

  it('takes consumers back before what they need, when it is rolled back, and leaves schemas alone', async () => {
    const world = new Playground(environmentOf(orders11));
    const { order } = await rollOut(releaseOf('a'), 'roll-back', growing, world);
    expect(order.indexOf('monolith')).toBeLessThan(order.indexOf('orders'));
    expect(world.done.filter((line) => line.startsWith('migrat'))).toEqual([]);
  });

  it('takes pages back before the hosts that they ask', async () => {
    const world = new Playground(environmentOf());
    const { order } = await rollOut(releaseOf('a'), 'roll-back', unbroken, world);
    expect(world.done).toEqual(['storefront', 'console', ...order].flatMap((part) => [`${part} home a`, `${part} recovery a`]));
  });

  it('is not done while pages fail, with the hosts at the release already', async () => {
    const world = new Playground();
    world.broken = 'console';
    await expect(rollOut(releaseOf('b', orders11), 'deploy', growing, world)).rejects.toThrow('console did not become ready');
    expect(world.done.at(-1)).toBe('storefront recovery b');
    expect((await world.record()).hosts.filter(({ host }) => host === 'orders')).toHaveLength(1);
    expect((await world.history()).entries.at(-1)).toMatchObject({ isDone: false });
  });

  it('stops at the first host that fails, and remembers that both versions may run', async () => {
    const world = new Playground();
    world.broken = 'orders';
    await expect(rollOut(releaseOf('b', orders11), 'deploy', growing, world)).rejects.toThrow('went back');
    expect(world.done.filter((line) => line.startsWith('monolith'))).toEqual([]);
    expect((await world.record()).hosts.filter(({ host }) => host === 'orders').map(({ serves }) => serves)).toEqual([{ orders: '1.0.0' }, { orders: '1.1.0' }]);
    expect((await world.history()).entries.at(-1)).toMatchObject({ isDone: false });
  });
});
