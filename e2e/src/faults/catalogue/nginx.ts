import { readdir, readFile } from 'node:fs/promises';
import type { Chance } from '../run/chance.ts';
import type { World } from '../run/world.ts';
import { again } from './again.ts';
import { until } from '../../routing/until.ts';
import type { Fault } from './fault.ts';

/** Kills a process that answers for nginx; its master starts another. */
async function killWorker({ processes }: World, chance: Chance): Promise<string> {
  const pid = chance.oneOf(await until('a worker of nginx', async () => workersOf(processes.pid('nginx'))));
  process.kill(pid, 'SIGKILL');
  return `a worker of nginx (pid ${pid}) was killed`;
}

/** Those that serve, below the master that a process runs; undefined at a moment without any. */
async function workersOf(pid: number): Promise<number[] | undefined> {
  const masters = await nginxBelow(pid);
  const workers = (await Promise.all(masters.map(nginxBelow))).flat();
  return workers.length > 0 ? workers : undefined;
}

/** The processes of nginx that a process has started: whoever guards it has others. */
async function nginxBelow(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return pids.map(Number).filter((_, index) => {
    const stat = stats[index]!;
    const [, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return stat.includes('(nginx)') && Number(parentPid) === parent;
  });
}

/** What stands in front of several monoliths, and how they are exchanged. */
export const nginxFaults: readonly Fault[] = [
  {
    number: 'F50',
    does: 'restarts the monoliths behind nginx one after the other, again and again',
    shops: ['behind-nginx'],
    tolerated: 'nothing',
    inject: ({ tested }) =>
      again(
        async () => `${(await tested.shop.restartHost('monolith')).map(({ name, pid }) => `${name} (now pid ${pid})`).join(', ')} were restarted`,
        () => 200,
      ),
  },
  {
    number: 'F52',
    does: 'kills workers of nginx, again and again',
    shops: ['behind-nginx'],
    tolerated: 'failures',
    inject: (world, chance) => again(() => killWorker(world, chance), () => chance.whole(300, 1_500)),
  },
];
