import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { shutdownSettings, type ShutdownSettings } from './shutdown-settings.ts';
import { Shutdown, ShutdownOverdue } from './shutdown.ts';

const logged: string[] = [];
const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void logged.push(line) });
const shutdownOf = (settings: Partial<ShutdownSettings> = {}) => new Shutdown({ host: 'orders', settings: { drainMs: 0, timeoutMs: 400, ...settings }, logger, onBegin: () => undefined });
const never = () => new Promise<void>(() => undefined);
const atOnce = () => Promise.resolve();

describe('a shutdown', () => {
  it('ends stage after stage, what belongs to one beside each other', async () => {
    const shutdown = shutdownOf();
    const events: string[] = [];
    const ending = (name: string) => async () => {
      events.push(`${name} begins`);
      await Promise.resolve();
      events.push(`${name} ended`);
    };
    shutdown.first({ lanes: ending('lanes') });
    shutdown.first({ operators: ending('operators') });
    expect(shutdown.hasBegun).toBe(false);
    await shutdown.run('SIGTERM', async () => void (await shutdown.stage('answering', { shoppers: ending('shoppers') })));
    expect(events).toEqual(['lanes begins', 'operators begins', 'lanes ended', 'operators ended', 'shoppers begins', 'shoppers ended']);
    expect(shutdown.hasBegun).toBe(true);
  });

  it('goes on answering for a while if the host was told to stop, and not if it was merely closed', async () => {
    const took = async (work: () => Promise<void>) => {
      const begun = performance.now();
      await work();
      return performance.now() - begun;
    };
    const told = shutdownOf({ drainMs: 100 });
    expect(await took(() => told.run('SIGTERM', atOnce))).toBeGreaterThanOrEqual(99);
    const closed = shutdownOf({ drainMs: 100_000, timeoutMs: 200_000 });
    await closed.takeNoMore();
  });

  it('leaves what has not ended in its stage, ends the rest, and names it', async () => {
    const shutdown = shutdownOf();
    let closed = false;
    shutdown.first({ lanes: never, queues: atOnce });
    const run = shutdown.run('SIGTERM', async () => {
      await shutdown.stage('closing', { connections: async () => void (closed = true) });
    });
    await expect(run).rejects.toThrow(/^orders was told to stop and ended after \d+ ms with this still under way: lanes\./);
    expect(closed).toBe(true);
    expect(logged.join('')).toContain('"left":["lanes"]');
  });

  it('ends at the end of its time, whatever is not a matter of any stage', async () => {
    const shutdown = shutdownOf({ timeoutMs: 100 });
    const outcome = shutdown.run('SIGTERM', never).catch((error: unknown) => error);
    expect(await outcome).toBeInstanceOf(ShutdownOverdue);
  });
});

describe('its settings', () => {
  it('leave a load balancer five of 25 seconds', () => {
    expect(shutdownSettings({}, () => undefined)).toEqual({ drainMs: 5_000, timeoutMs: 25_000 });
  });

  it('are refused if answering goes on for longer than half the time', () => {
    const wrong: string[] = [];
    shutdownSettings({ DRAIN_MS: '6000', SHUTDOWN_TIMEOUT_MS: '10000' }, (problem) => wrong.push(problem));
    expect(wrong).toEqual([expect.stringMatching(/^DRAIN_MS is 6000, more than half of SHUTDOWN_TIMEOUT_MS/)]);
  });
});
