import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Unavailable } from '@banyan/contracts/define';
import { isShut } from '../domain/intake-way.ts';
import { IntakeSwitch } from './intake-switch.ts';

/** Virtual milliseconds. */
const step = 10;
const betweenLooks = 250;
const inQueue = 30;

/** A shop into which orders come steadily, by a queue whose consumer needs a moment for each. Time passes when it pauses. */
class SteadyShop {
  now = 0;
  waiting: { order: number; since: number }[] = [];
  readonly recorded: number[] = [];
  readonly waits: number[] = [];
  database: 'well' | 'away' | 'hangs' = 'well';
  ordersPerStep = 1;
  readonly intakeSwitch: IntakeSwitch;
  readonly #everyOrderPasses: boolean;
  #orders = 0;

  constructor({ gate = true } = {}) {
    this.#everyOrderPasses = gate;
    this.intakeSwitch = new IntakeSwitch({
      intakes: { answers: () => (this.database === 'hangs' ? new Promise(() => undefined) : this.database === 'well' ? Promise.resolve() : Promise.reject(new Unavailable('PostgreSQL'))) },
      queue: { isEmpty: () => Promise.resolve(this.waiting.length === 0) },
      onChange: () => undefined,
      now: () => this.now,
      pause: (ms) => this.pause(ms),
    });
    this.intakeSwitch.databaseFailed();
  }

  get way() {
    return this.intakeSwitch.way.kind;
  }

  get longestWait() {
    return this.waits.reduce((longest, waited) => Math.max(longest, waited), 0);
  }

  async pause(ms: number): Promise<void> {
    for (const end = this.now + ms; this.now < end; this.now += Math.min(step, end - this.now)) {
      for (let order = 0; order < this.ordersPerStep; order++) void this.#order();
      await nextTurn();
      while (this.waiting[0] && this.waiting[0].since + inQueue <= this.now) this.recorded.push(this.waiting.shift()!.order);
    }
  }

  /** Looks as often as a process does. */
  async looks(forMs: number): Promise<void> {
    for (const end = this.now + forMs; this.now < end && this.way === 'queue'; ) {
      await this.intakeSwitch.look();
      await this.pause(betweenLooks);
    }
  }

  #order(): Promise<void> {
    const order = this.#orders++;
    const came = this.now;
    const take = () => {
      this.waits.push(this.now - came);
      if (this.way === 'database') this.recorded.push(order);
      else this.waiting.push({ order, since: this.now });
      return Promise.resolve();
    };
    return this.#everyOrderPasses ? this.intakeSwitch.gate.pass('ada', take) : take();
  }
}

describe('orders that come steadily, after the database has come back', () => {
  it('would keep to the queue for good if nothing held them back', async () => {
    const shop = new SteadyShop({ gate: false });
    await shop.looks(60_000);
    expect(shop.way).toBe('queue');
  });

  it('go into it within seconds, none of them out of its sequence, and hardly any waits', async () => {
    const shop = new SteadyShop();
    await shop.looks(60_000);
    expect(shop.way).toBe('database');
    expect(shop.now).toBeLessThan(6_000);
    await shop.pause(100);
    expect(shop.recorded).toEqual(shop.recorded.map((_order, index) => index));
    expect(shop.longestWait).toBeLessThanOrEqual(200);
    expect(shop.waits.filter((waited) => waited > 0).length).toBeLessThan(20);
  });

  it('wait a third of a second at most, every five seconds, while the queue does not run empty', async () => {
    const shop = new SteadyShop();
    shop.waiting.push({ order: -1, since: Number.MAX_SAFE_INTEGER });
    await shop.looks(60_000);
    expect(shop.way).toBe('queue');
    expect(shop.longestWait).toBeLessThanOrEqual(333);
    expect(shop.waits.filter((waited) => waited > 0).length * step).toBeLessThanOrEqual(12 * 333);
    expect(shop.waits.filter((waited) => waited > 0).length).toBeGreaterThan(0);
  });

  it('keep to the queue if more come than can be held back', async () => {
    const shop = new SteadyShop();
    shop.ordersPerStep = 400;
    await shop.looks(5_600);
    expect(shop.way).toBe('queue');
    expect(shop.longestWait).toBeLessThanOrEqual(50);
  });

  it('never wait while it is away', async () => {
    const shop = new SteadyShop();
    shop.database = 'away';
    await shop.looks(20_000);
    expect(shop.longestWait).toBe(0);
  });
});

describe('a gate behind which something hangs', () => {
  afterEach(() => void jest.useRealTimers());
  const shut = async () => {
    const shop = new SteadyShop();
    await shop.intakeSwitch.look();
    shop.ordersPerStep = 0;
    shop.now = 4_990;
    return shop;
  };

  it.each([
    ['an order', (shop: SteadyShop) => void shop.intakeSwitch.gate.pass('eve', () => new Promise(() => undefined))],
    ['the database', (shop: SteadyShop) => (shop.database = 'hangs')],
  ])('opens after 400 ms: %s', async (_what, hang) => {
    const shop = await shut();
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const looks = shop.intakeSwitch.look();
    while (!isShut(shop.intakeSwitch.way)) await nextTurn();
    hang(shop);
    let passed = false;
    void shop.intakeSwitch.gate.pass('ada', () => Promise.resolve((passed = true)));
    await jest.advanceTimersByTimeAsync(399);
    expect(passed).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await looks;
    expect({ passed, way: shop.way }).toEqual({ passed: true, way: 'queue' });
  });

  it('takes no notice of what a look finds that has outlasted an earlier one', async () => {
    const asked: PromiseWithResolvers<boolean>[] = [];
    const isEmpty = () => {
      const answer = Promise.withResolvers<boolean>();
      asked.push(answer);
      return answer.promise;
    };
    let now = 4_999;
    const intakeSwitch = new IntakeSwitch({ intakes: { answers: () => Promise.resolve() }, queue: { isEmpty }, onChange: () => undefined, now: () => now, pause: () => nextTurn() });
    intakeSwitch.databaseFailed();
    const look = async (count: number) => {
      const looks = intakeSwitch.look();
      while (asked.length < count) await nextTurn();
      return { ended: looks };
    };
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const first = await look(1);
    await jest.advanceTimersByTimeAsync(400);
    await first.ended;
    now = 9_999;
    const second = await look(2);
    for (const answer of asked) {
      answer.resolve(true);
      await nextTurn();
      await nextTurn();
      expect(intakeSwitch.way.kind).toBe(asked.indexOf(answer) < 2 ? 'queue' : 'database');
    }
    await second.ended;
    expect(asked).toHaveLength(3);
  });
});
