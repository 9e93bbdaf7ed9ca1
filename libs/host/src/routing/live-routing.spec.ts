import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Unavailable } from '@banyan/contracts/define';
import { memoryActs, memoryRouteStore, type RouteChange, type RouteCodec } from '@banyan/strangler';
import type { Logger } from 'pino';
import { LiveRouting } from './live-routing.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const image = { version: 1, routes: {} };
const codec: RouteCodec = { encode: JSON.stringify, decode: (text) => JSON.parse(text) as RouteChange };

const heard = (lines: string[]) => {
  const line = (first: unknown, second?: string) => lines.push(second ?? String(first));
  return { info: line, warn: line, error: line } as unknown as Logger;
};

describe('the routes of a host whose store goes away', () => {
  it('are said to be out of reach once, and to be back once they are', async () => {
    const lines: string[] = [];
    let away = false;
    const routes = memoryRouteStore();
    await routes.append({ version: 1, text: codec.encode({ table: image, by: 'release', at: '2026-12-01T00:00:00.000Z', why: 'A test.' }) });
    const reports = {
      report: () => (away ? Promise.reject(new Unavailable('PostgreSQL')) : Promise.resolve()),
      reports: () => Promise.resolve([]),
    };
    const routing = new LiveRouting({
      host: 'monolith',
      instance: 'monolith-1',
      isHome: true,
      targets: [],
      contracts: [],
      image,
      store: { routes, reports, acts: memoryActs(() => new Date()), close: () => Promise.resolve() },
      lastGood: undefined,
      codec,
      tallies: { snapshot: () => ({}) as never },
      shadows: { tallies: () => ({}) as never, samples: () => [] as never },
      apply: () => undefined,
      modules: () => Promise.resolve([]),
      logger: heard(lines),
    });
    await routing.start();
    await jest.advanceTimersByTimeAsync(3_000);
    lines.length = 0;

    away = true;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(lines).toEqual(['The store of the routes cannot be reached. The routes in force stay, and it is tried again.']);

    away = false;
    await jest.advanceTimersByTimeAsync(3_000);
    expect(lines.slice(1)).toEqual(['The store of the routes answers again.']);
    await routing.stop();
  });
});
