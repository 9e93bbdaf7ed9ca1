import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { forked } from '../forked.ts';
import type { LanesVariant } from './variant.ts';
import { work, type WorkDone } from './work.ts';

/** What is asked of a worker, which answers to each. */
export type Asked = 'fill' | 'start' | 'count' | 'stop';

/** An inbox that so many processes work off, each with the lane runner as hosts have it. */
export function own(hosts: readonly ChildProcess[], target: number): LanesVariant {
  return {
    name: 'an inbox and its lane runners',
    workers: hosts.length,
    target,
    tables: ['probe.inbox_entry', 'probe.inbox_due', 'probe.inbox_lane'],
    async fill() {
      await ask(hosts[0]!, 'fill');
    },
    async execute() {
      await Promise.all(hosts.map((host) => ask(host, 'start')));
      while ((await countOf(hosts)) < work.lanes * work.callsPerLane) await pause(20);
      const done = await Promise.all(hosts.map((host) => ask<WorkDone>(host, 'stop')));
      return { executed: done.flatMap(({ executed }) => executed), endedAt: Math.max(...done.map(({ endedAt }) => endedAt)) };
    },
  };
}

/** Starts the processes. @param program the host, built */
export async function startHosts(program: string, count: number, environment: Readonly<Record<string, string>>): Promise<ChildProcess[]> {
  const hosts = await Promise.all(Array.from({ length: count }, () => forked(program, environment)));
  return hosts.map(({ child }) => child);
}

async function countOf(hosts: readonly ChildProcess[]): Promise<number> {
  const counts = await Promise.all(hosts.map((host) => ask<number>(host, 'count')));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function ask<Answer>(host: ChildProcess, asked: Asked): Promise<Answer> {
  host.send(asked);
  const [answer] = (await once(host, 'message')) as [Answer];
  return answer;
}
