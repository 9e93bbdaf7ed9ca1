import { describe, expect, it } from '@jest/globals';
import { keyRingPattern } from '@banyan/contracts/key-ring';
import { rotate, type Asked, type World } from './rotate.ts';
import type { Content } from './secret.ts';

/** Secrets Manager, database, Redis and ECS as one of each, and what was done to them. */
class Playground implements World {
  readonly place = { databaseHost: 'db.example.com', databaseName: 'shop', cacheHost: 'redis.example.com' };
  readonly done: string[] = [];
  readonly #versions = new Map<string, Content>();
  #current: Content;
  #number = 0;

  constructor(content: Content) {
    this.#current = content;
  }

  get content(): Content {
    return this.#current;
  }

  async rotate(): Promise<void> {
    const ClientRequestToken = `version-${++this.#number}`;
    // Each step may be asked twice.
    for (const Step of ['createSecret', 'createSecret', 'setSecret', 'setSecret', 'testSecret', 'finishSecret', 'finishSecret'] as const) {
      await rotate({ Step, SecretId: 'secret', ClientRequestToken } satisfies Asked, this);
    }
  }

  current = () => Promise.resolve(this.#current);
  pending = (_secret: string, version: string) => Promise.resolve(this.#versions.get(version));
  keepPending = async (_secret: string, version: string, content: Content) => void this.#versions.set(version, content);
  makeCurrent = async (_secret: string, version: string) => void (this.#current = this.#versions.get(version)!);
  sql = async (statement: string) => void this.done.push(statement);
  setOwnerPassword = async (password: string) => void this.done.push(`owner ${password}`);
  setRedisPasswords = async (passwords: readonly string[]) => void this.done.push(`redis ${passwords.join(' ')}`);
  rollOver = async (service: string) => void this.done.push(`roll over ${service}`);
  #fresh = 0;
  fresh = () => `${String(++this.#fresh).padStart(2, '0')}${'x'.repeat(41)}`;
}

const once = <T>(values: readonly T[]) => [...new Set(values)];

describe('making a secret anew', () => {
  it('has a module’s login and its twin take turns, so that the one in use stays good', async () => {
    const world = new Playground({ kind: 'login', role: 'banyan_orders', readers: 'monolith orders' });
    await world.rotate();
    expect(world.content.value).toMatch(/^postgres:\/\/banyan_orders:01x+@db\.example\.com:5432\/shop\?sslmode=verify-full$/);
    expect(world.content.ownUrl).toBe(world.content.value);
    expect(once(world.done)).toEqual([expect.stringContaining('CREATE ROLE banyan_orders;'), expect.stringMatching(/^ALTER ROLE banyan_orders LOGIN PASSWORD '01x+'$/), 'roll over monolith', 'roll over orders']);
    const { ownUrl } = world.content;
    world.done.length = 0;
    await world.rotate();
    expect(world.content).toMatchObject({ login: 'banyan_orders_twin', ownUrl });
    expect(world.content.value).toContain('//banyan_orders_twin:02');
    expect(world.done).toContain('GRANT banyan_orders TO banyan_orders_twin WITH INHERIT TRUE');
    expect(world.done.filter((done) => done.startsWith('ALTER ROLE banyan_orders '))).toEqual([]);
    await world.rotate();
    expect(world.content).toMatchObject({ login: 'banyan_orders', ownUrl: world.content.value });
  });

  it('puts a key into a ring a whole period before it signs, and keeps those that signed', async () => {
    const world = new Playground({ kind: 'key-ring' });
    const ids = () => world.content.value!.split(',').map((key) => key.split(':')[0]);
    const seen: unknown[] = [];
    for (let round = 0; round < 4; round++) {
      await world.rotate();
      expect(world.content.value).toMatch(new RegExp(keyRingPattern));
      seen.push(ids());
    }
    expect(seen).toEqual([['k1', 'k2'], ['k2', 'k1', 'k3'], ['k3', 'k2', 'k1', 'k4'], ['k4', 'k3', 'k2', 'k1', 'k5']]);
    for (let round = 0; round < 20; round++) await world.rotate();
    expect(ids()).toHaveLength(14);
  });

  it('gives the Redis user a second password and leaves it the one before', async () => {
    const world = new Playground({ kind: 'redis', password: 'first' });
    await world.rotate();
    expect(world.content.value).toMatch(/^rediss:\/\/banyan:01x+@redis\.example\.com:6379\/0$/);
    expect(once(world.done)).toEqual([expect.stringMatching(/^redis 01x+ first$/)]);
  });

  it('changes the owner’s password by the API of RDS, and tokens by themselves', async () => {
    const owner = new Playground({ kind: 'owner', role: 'banyan_owner' });
    await owner.rotate();
    expect(owner.content.value).toContain('postgres://banyan_owner:01');
    expect(once(owner.done)).toEqual([expect.stringMatching(/^owner 01x+$/)]);
    const token = new Playground({ kind: 'token' });
    await token.rotate();
    expect(token.content.value).toHaveLength(43);
  });

  it('refuses what somebody else gives, and a step before its time', async () => {
    await expect(new Playground({ kind: 'given' }).rotate()).rejects.toThrow("of kind 'given', which is not made here");
    const early = rotate({ Step: 'finishSecret', SecretId: 'secret', ClientRequestToken: 'v' }, new Playground({ kind: 'token' }));
    await expect(early).rejects.toThrow('it has not been made yet');
  });
});
