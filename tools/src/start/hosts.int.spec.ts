import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Hosts, type HostRecord, type Startable } from './hosts.ts';
import { freePorts } from './ports.ts';
import { startProcess, untilReady, type Supervised } from './supervise.ts';

/** Answers `/ready`, tells its stop in the log, and ends with its parent. */
const goodHost = `
  const server = require('node:http').createServer((_, answer) => answer.end(process.env.WORD)).listen(Number(process.env.PORT), '127.0.0.1');
  const end = () => server.close(() => { require('node:fs').appendFileSync(process.env.ENDED, process.env.NAME + ' '); process.exit(0); });
  process.on('SIGTERM', end).on('disconnect', end);
`;
const stubbornHost = goodHost.replace('const end = () =>', 'const end = () => 0; () =>');
const brokenHost = `console.error('no database at all'); process.exit(3);`;

describe('the processes of a shop', () => {
  let folder: string;
  let hosts: Hosts;
  let said: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-hosts-'));
    said = [];
    hosts = new Hosts({ file: join(folder, 'hosts.json'), command: (name) => `start ${name}`, report: (line) => said.push(line), patience: 1_000 });
  });
  afterEach(async () => {
    await hosts.stop([]);
    rmSync(folder, { recursive: true });
  });

  const startable = async (name: string, program: string, word = ''): Promise<Startable> => {
    const script = join(folder, `${name}.cjs`);
    writeFileSync(script, program);
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const log = join(folder, `${name}.log`);
    const environment = { PORT: String(port), WORD: word, NAME: name, ENDED: join(folder, 'ended') };
    return {
      name,
      url,
      start: () => startProcess({ name, args: [script], folder, environment, log }),
      untilReady: (started: Supervised, signal) => untilReady(started, { url: `${url}/ready`, log, patience: 20_000, signal }),
    };
  };
  const begin = async (name: string, program = goodHost, word = '') => hosts.start(await startable(name, program, word), new AbortController().signal);
  const kept = () => JSON.parse(readFileSync(join(folder, 'hosts.json'), 'utf8')) as HostRecord[];
  const until = async (holds: () => boolean) => {
    const patience = Date.now() + 10_000;
    while (!holds() && Date.now() < patience) await new Promise((resolve) => setImmediate(resolve));
    expect(holds()).toBe(true);
  };

  it('are kept in a file with their pid, address and the command that starts them again', async () => {
    await begin('orders');
    expect(kept()).toEqual(hosts.records);
    expect(kept()).toEqual([expect.objectContaining({ name: 'orders', state: 'running', command: 'start orders' })]);
    expect(process.kill(kept()[0]?.pid ?? 0, 0)).toBe(true);
  });

  it('are reported when they end by themselves, and started again as they were', async () => {
    await begin('orders', goodHost, 'as before');
    await begin('catalog');
    const before = kept()[0] as HostRecord;
    process.kill(before.pid, 'SIGKILL');
    await until(() => said.length > 0);
    expect(said).toEqual([`orders (pid ${before.pid}) ended with signal SIGKILL; the others go on. Start it again: start orders`]);
    expect(kept().map(({ state }) => state)).toEqual(['ended', 'running']);

    const after = await hosts.startAgain('orders');
    expect(after).toEqual({ ...before, pid: after.pid });
    expect(after.pid).not.toBe(before.pid);
    expect(await (await fetch(after.url)).text()).toBe('as before');
  });

  it('are started again once, however many ask for it', async () => {
    await begin('orders');
    process.kill(kept()[0]?.pid ?? 0, 'SIGKILL');
    await until(() => said.length > 0);
    const [one, other] = await Promise.all([hosts.startAgain('orders'), hosts.startAgain('orders')]);
    expect(one).toEqual(other);
  });

  it('are left alone when they are to be started while they run', async () => {
    await begin('orders');
    expect(await hosts.startAgain('orders')).toEqual(kept()[0]);
    await expect(hosts.startAgain('payments')).rejects.toThrow("This shop has no host 'payments'. It has: orders.");
  });

  it('are restarted one after the other, and without a word of their end', async () => {
    for (const name of ['monolith', 'monolith-2', 'orders']) await begin(name);
    const before = kept();
    const after = await hosts.restart(['monolith', 'monolith-2', 'monolith-3']);
    expect(after.map(({ name, state }) => [name, state])).toEqual([['monolith', 'running'], ['monolith-2', 'running']]);
    expect(after.map(({ pid }, index) => pid === before[index]!.pid)).toEqual([false, false]);
    expect(kept()[2]).toEqual(before[2]);
    expect(said.filter((line) => line.includes('ended'))).toEqual([]);
    expect(readFileSync(join(folder, 'ended'), 'utf8')).toBe('monolith monolith-2 ');
    await expect(hosts.restart(['payments'])).rejects.toThrow("This shop has no host 'payments'");
  });

  it('say why they did not become ready, with the end of their log', async () => {
    await expect(begin('orders', brokenHost)).rejects.toThrow(/orders ended with exit code 3 before it was ready\.[^]*no database at all/);
  });

  it('end group after group, whoever is not named last', async () => {
    await Promise.all(['postgres', 'orders', 'monolith'].map((name) => begin(name)));
    await hosts.stop([['monolith'], ['orders']]);
    expect(readFileSync(join(folder, 'ended'), 'utf8')).toBe('monolith orders postgres ');
    expect(said).toEqual([]);
    expect(kept().map(({ state }) => state)).toEqual(['ended', 'ended', 'ended']);
  });

  it('are killed, and named, if they do not end when they are asked to', async () => {
    await begin('orders', stubbornHost);
    await hosts.stop([['orders']]);
    expect(said).toEqual([expect.stringContaining('orders had not ended after 1 s and was killed')]);
  });

  it('end when the process that started them is killed', async () => {
    const child = await startable('child', goodHost);
    const environment = { PORT: new URL(child.url).port, NAME: 'child', ENDED: join(folder, 'ended') };
    const plan = { name: 'child', args: [join(folder, 'child.cjs')], folder, environment, log: join(folder, 'child.log') };
    const parent = join(folder, 'parent.mjs');
    writeFileSync(
      parent,
      `import { startProcess, untilReady } from ${JSON.stringify(join(import.meta.dirname, 'supervise.ts'))};
       const child = await startProcess(${JSON.stringify(plan)});
       await untilReady(child, { url: ${JSON.stringify(child.url)}, log: '', patience: 20000, signal: new AbortController().signal });
       console.log('ready');`,
    );
    const launcher = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(launcher.stdout, 'data');
    launcher.kill('SIGKILL');
    await until(() => {
      try {
        return readFileSync(join(folder, 'ended'), 'utf8') === 'child ';
      } catch {
        return false;
      }
    });
  });
});
