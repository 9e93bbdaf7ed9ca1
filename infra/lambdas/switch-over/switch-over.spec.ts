import { describe, expect, it } from '@jest/globals';
import { planOf } from './plan.ts';
import type { HostEpochs, State } from './state.ts';
import { switchOver, type World } from './switch-over.ts';

const hosts = ['monolith', 'orders'];

/** Two regions, of which the home region may fall silent, as CloudFormation, RDS and Secrets Manager would have them. */
class Playground implements World {
  readonly done: string[] = [];
  isSilent = false;
  readonly epochs: Record<string, Record<string, { own: number; newest: number }>> = {
    home: Object.fromEntries(hosts.map((host) => [host, { own: 1, newest: 1 }])),
    recovery: Object.fromEntries(hosts.map((host) => [host, { own: 0, newest: 1 }])),
  };
  writer = 'home';
  copies = ['login/orders', 'keys/internal'];
  isMoving = false;
  unread: number | undefined = 0;

  state = async (to = 'recovery'): Promise<State> => {
    const from = to === 'recovery' ? 'home' : 'recovery';
    const of = (region: string): HostEpochs[] => Object.entries(this.epochs[region]!).map(([host, epochs]) => ({ host, ...epochs, isChanging: false }));
    return { environment: 'production', to, from, hosts, target: of(to), source: this.isSilent ? undefined : of(from), unread: this.isSilent ? undefined : this.unread, database: { writer: this.writer, isMoving: this.isMoving }, copies: to === 'recovery' ? this.copies : [] };
  };
  fence = async (region: string, host: string, epoch: number) => {
    this.done.push(`fence ${region} ${host} ${epoch}`);
    this.epochs[region]![host]!.newest = epoch;
  };
  moveDatabase = async (to: string, { losesData }: { readonly losesData: boolean }) => {
    this.done.push(`database to ${to}${losesData ? ' with loss' : ''}`);
    this.writer = to;
  };
  promoteSecret = async (name: string) => {
    this.done.push(`promote ${name}`);
    this.copies = this.copies.filter((each) => each !== name);
  };
  lead = async (region: string, host: string, epoch: number) => {
    this.done.push(`lead ${region} ${host} ${epoch}`);
    this.epochs[region]![host] = { own: epoch, newest: epoch };
  };

  /** Regions that sell: not fenced, and with the epoch that is the newest anywhere. */
  leading(): string[] {
    return Object.entries(this.epochs).filter(([, known]) => Object.values(known).some(({ own, newest }) => own === newest)).map(([region]) => region);
  }

  /** Does step after step, as an operator does who reads the token from each plan. */
  async toTheEnd(to = 'recovery'): Promise<string> {
    for (let step = 0; step < 10; step++) {
      const { token } = planOf(await this.state(to));
      const before = this.done.length;
      const { did } = await switchOver({ to, token }, this);
      if (this.done.length === before) return did;
      expect(this.isSilent ? [] : this.leading()).not.toHaveLength(2);
    }
    throw new Error('It comes to no end.');
  }
}

describe('moving the shop to another region', () => {
  it('is a dry run unless the token is given', async () => {
    const world = new Playground();
    const { plan, did } = await switchOver({}, world);
    expect(did).toContain('dry run');
    expect(plan.steps.map(({ name, state }) => [name, state])).toEqual([['fence', 'next'], ['database', 'open'], ['secrets', 'open'], ['hosts', 'open']]);
    expect(plan.token).toBe('move production from home to recovery in epoch 2, although home answers');
    expect(world.done).toEqual([]);
  });

  it.each(['yes', 'move production from home to recovery in epoch 2', 'move production from home to recovery in epoch 1, although home answers', ''])("does nothing for the token '%s'", async (token) => {
    const world = new Playground();
    await expect(switchOver({ token }, world)).rejects.toThrow('say: move production from home to recovery in epoch 2, although home answers');
    expect(world.done).toEqual([]);
  });

  it('fences the region that leads before anything else, and never has two that sell', async () => {
    const world = new Playground();
    expect(await world.toTheEnd()).toBe('Nothing: all of it is done.');
    expect(world.done).toEqual(['fence home monolith 2', 'fence home orders 2', 'database to recovery', 'promote login/orders', 'promote keys/internal', 'lead recovery monolith 2', 'lead recovery orders 2']);
    expect(world.leading()).toEqual(['recovery']);
  });

  it('goes on without a region that does not answer, and fences it as soon as it does', async () => {
    const world = new Playground();
    world.isSilent = true;
    expect(planOf(await world.state()).token).toBe('move production from home to recovery in epoch 2');
    expect(await world.toTheEnd()).toContain('As soon as the other region answers');
    expect(world.done[0]).toBe('database to recovery with loss');
    world.isSilent = false;
    expect(world.leading()).toEqual(['home', 'recovery']);
    const { token } = planOf(await world.state());
    expect((await switchOver({ token }, world)).did).toContain('fence home');
    expect(world.leading()).toEqual(['recovery']);
  });

  it.each([
    [12, 'fence home: deploy its hosts with LeadingEpoch=2; 12 orders in its intake queue wait until it leads again'],
    [undefined, 'fence home: deploy its hosts with LeadingEpoch=2; nobody knows how many orders in its intake queue wait until it leads again'],
  ])('leaves orders unread only if that is said: %s', async (unread, does) => {
    const world = new Playground();
    const { token: leavingNone } = planOf(await world.state());
    world.unread = unread;
    const { plan } = await switchOver({}, world);
    expect(plan.steps[0]).toEqual({ name: 'fence', does, state: 'next' });
    expect(plan.token).toBe('move production from home to recovery in epoch 2, although home answers, leaving unread orders there');
    await expect(switchOver({ token: leavingNone }, world)).rejects.toThrow(`say: ${plan.token}`);
    expect(world.done).toEqual([]);
    expect((await switchOver({ token: plan.token }, world)).did).toBe(does);
  });

  it('goes on by either token once the other region is fenced or its queue is empty, and asks nothing of a region that is silent', async () => {
    const world = new Playground();
    const { token: leavingNone } = planOf(await world.state());
    const leaving = `${leavingNone}, leaving unread orders there`;
    expect((await switchOver({ token: leaving }, world)).did).toBe('fence home: deploy its hosts with LeadingEpoch=2');
    world.unread = 12;
    for (const token of [leavingNone, leaving]) {
      const { plan, did } = await switchOver({ token }, world);
      expect(plan.token).toBe(leavingNone);
      expect(did).not.toContain('Nothing');
    }
    const silent = new Playground();
    silent.isSilent = true;
    expect(planOf(await silent.state()).token).toBe('move production from home to recovery in epoch 2');
    expect(planOf(await silent.state()).steps[0]!.does).toBe('fence home: deploy its hosts with LeadingEpoch=2');
  });

  it('goes back the same way, in the next epoch', async () => {
    const world = new Playground();
    await world.toTheEnd();
    world.done.length = 0;
    await world.toTheEnd('home');
    expect(world.done).toEqual(['fence recovery monolith 3', 'fence recovery orders 3', 'database to home', 'lead home monolith 3', 'lead home orders 3']);
    expect(world.leading()).toEqual(['home']);
  });

  it('waits for a step that is under way', async () => {
    const world = new Playground();
    await switchOver({ token: planOf(await world.state()).token }, world);
    world.isMoving = true;
    world.done.length = 0;
    expect((await switchOver({ token: planOf(await world.state()).token }, world)).did).toContain('is under way');
    expect(world.done).toEqual([]);
  });

  it('is good for one move only: the token of one that is over does nothing', async () => {
    const world = new Playground();
    const { token } = planOf(await world.state());
    await world.toTheEnd();
    await world.toTheEnd('home');
    world.done.length = 0;
    await expect(switchOver({ token }, world)).rejects.toThrow('in epoch 4');
    expect(world.done).toEqual([]);
  });

  it('does nothing where a host was never deployed, and says which', async () => {
    const world = new Playground();
    delete world.epochs['recovery']!['orders'];
    const { token } = planOf(await world.state());
    await expect(switchOver({ token }, world)).rejects.toThrow('orders was never deployed in recovery');
    expect(world.done).toEqual([]);
  });
});
