import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asked, Drawn, Execution, Seen } from './asked.ts';

/** How many lanes a worker executes at once, and milliseconds that the handler of a call waits on average. */
export interface Workload {
  readonly places: number;
  readonly meanMs: number;
}

/** More lanes than any worker takes in. */
const LANES = 1_000_000;

/** Milliseconds after which a run that does not end is given up. */
const patience = 60_000;

/** Has the workers execute calls that wait in the inbox already, all at once. */
export async function executeBacklog(workers: readonly ChildProcess[], { lanes, callsPerLane, ...workload }: Workload & { readonly lanes: number; readonly callsPerLane: number }): Promise<readonly Execution[]> {
  await ask(workers[0]!, { ask: 'fill', lanes, callsPerLane });
  await startAll(workers, { ...workload, drawn: 'evenly' });
  await untilExecuted(workers, lanes * callsPerLane);
  return (await stopAll(workers)).flatMap(({ executed }) => executed);
}

/** Has the workers execute calls that arrive at random moments. @returns milliseconds that each waited from being in the inbox until its handler began, and what was executed */
export async function executeArrivals(workers: readonly ChildProcess[], { perSecond, seconds, ...workload }: Workload & { readonly perSecond: number; readonly seconds: number }): Promise<{ readonly waits: readonly number[]; readonly executed: readonly Execution[] }> {
  await startAll(workers, { ...workload, drawn: 'by chance' });
  // Each takes in its even part, as instances behind a balancer or at a queue do.
  await Promise.all(workers.map((worker, index) => ask(worker, { ask: 'arrive', firstLane: index * LANES, perSecond: perSecond / workers.length, seconds })));
  const seen = await stopWhenIdle(workers);
  const executed = seen.flatMap((one) => one.executed);
  const began = new Map(executed.map(({ lane, began: at }) => [lane, at]));
  // A handler may begin before its receiver has heard that the call is in the inbox: then nobody waited.
  return { waits: seen.flatMap(({ arrived }) => arrived.map(({ lane, at }) => Math.max(0, began.get(lane)! - at))), executed };
}

async function startAll(workers: readonly ChildProcess[], how: Workload & { readonly drawn: Drawn }): Promise<void> {
  await Promise.all(workers.map((worker) => ask(worker, { ask: 'start', ...how })));
}

async function stopAll(workers: readonly ChildProcess[]): Promise<Seen[]> {
  return Promise.all(workers.map((worker) => ask<Seen>(worker, { ask: 'stop' })));
}

/** Nothing new is executed for a while: what arrived is done. */
async function stopWhenIdle(workers: readonly ChildProcess[]): Promise<Seen[]> {
  let [before, now] = [-1, await countOf(workers)];
  while (now > before) {
    await pause(1_500);
    [before, now] = [now, await countOf(workers)];
  }
  return stopAll(workers);
}

async function untilExecuted(workers: readonly ChildProcess[], calls: number): Promise<void> {
  const giveUp = Date.now() + patience;
  while ((await countOf(workers)) < calls) {
    if (Date.now() > giveUp) throw new Error(`${calls} calls were not executed within ${patience / 1_000} s.`);
    await pause(50);
  }
}

async function countOf(workers: readonly ChildProcess[]): Promise<number> {
  const counts = await Promise.all(workers.map((worker) => ask<number>(worker, { ask: 'count' })));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function ask<Answer>(worker: ChildProcess, asked: Asked): Promise<Answer> {
  worker.send(asked);
  const [answer] = (await once(worker, 'message')) as [Answer];
  return answer;
}
