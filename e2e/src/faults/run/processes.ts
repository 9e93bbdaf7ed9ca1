import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Shop } from '@banyan/tools/start';

/** The processes of a running shop, to be ended, stopped and started by name. */
export class Processes {
  readonly #shop: () => Shop;

  constructor(shop: () => Shop) {
    this.#shop = shop;
  }

  /** Those that run now. */
  get running(): string[] {
    return this.#shop().hosts.filter(({ state }) => state === 'running').map(({ name }) => name);
  }

  /** @throws {Error} if the shop has none of that name */
  pid(name: string): number {
    const host = this.#shop().hosts.find((one) => one.name === name);
    if (!host) throw new Error(`This shop has no process '${name}'. It has: ${this.#shop().hosts.map((one) => one.name).join(', ')}.`);
    return host.pid;
  }

  /** Ends one without a chance to end anything. @returns what shows that it is gone */
  async kill(name: string): Promise<string> {
    const pid = this.pid(name);
    process.kill(pid, 'SIGKILL');
    await this.#ended(name);
    return `${name} (pid ${pid}) was killed`;
  }

  /** Has it finish what it has begun. */
  async end(name: string): Promise<void> {
    process.kill(this.pid(name), 'SIGTERM');
    await this.#ended(name);
  }

  /** Starts one that has ended; one that runs is left alone. */
  async start(name: string): Promise<void> {
    await this.#shop().startHost(name);
  }

  /** Stops the clock of one, as the scheduler, a debugger or a collection of garbage would. @returns what shows that it stands still */
  async freeze(name: string): Promise<string> {
    const pid = this.pid(name);
    process.kill(pid, 'SIGSTOP');
    while (!(await isStopped(pid))) await pause(5);
    return `${name} (pid ${pid}) stands still`;
  }

  thaw(name: string): void {
    process.kill(this.pid(name), 'SIGCONT');
  }

  async #ended(name: string): Promise<void> {
    while (this.#shop().hosts.some((host) => host.name === name && host.state === 'running')) await pause(5);
  }
}

/** The state stands behind the name, which is in brackets and may hold anything. */
async function isStopped(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
}
