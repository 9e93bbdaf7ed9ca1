import type { Supervised } from './supervise.ts';
import { writeWhole } from './whole-file.ts';

/** A process of the shop, as people and tools see it. */
export interface HostRecord {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** Starts it again once it has ended. */
  readonly command: string;
  readonly state: 'running' | 'ended';
}

/** How a process of the shop is started, the first time and again. */
export interface Startable {
  readonly name: string;
  readonly url: string;
  start(): Promise<Supervised>;
  /** @throws {Error} that says why it did not become ready */
  untilReady(started: Supervised, signal: AbortSignal): Promise<void>;
}

/** The processes of one shop, kept in a file for everybody to see. */
export class Hosts {
  readonly #file: string;
  readonly #command: (name: string) => string;
  readonly #report: (line: string) => void;
  readonly #patience: number;
  readonly #startables = new Map<string, Startable>();
  readonly #running = new Map<string, Supervised>();
  readonly #startingAgain = new Map<string, Promise<void>>();
  readonly #restarting = new WeakSet<Supervised>();
  readonly #records = new Map<string, HostRecord>();
  readonly #stopped = new AbortController();

  /** @param given.patience milliseconds for a process to finish what it has begun before it is killed */
  constructor(given: {
    readonly file: string;
    readonly command: (name: string) => string;
    readonly report: (line: string) => void;
    readonly patience: number;
  }) {
    this.#file = given.file;
    this.#patience = given.patience;
    this.#command = given.command;
    this.#report = given.report;
  }

  get records(): readonly HostRecord[] {
    return [...this.#records.values()];
  }

  /** Starts a process and waits until it is ready. */
  async start(startable: Startable, signal: AbortSignal): Promise<void> {
    this.#startables.set(startable.name, startable);
    const started = await startable.start();
    this.#running.set(startable.name, started);
    const { name, url } = startable;
    this.#note({ name, pid: started.pid, url, command: this.#command(name), state: 'running' });
    void started.ended.then((how) => this.#ended(started, how));
    await startable.untilReady(started, AbortSignal.any([signal, this.#stopped.signal]));
  }

  /** Starts a process that has ended, as it was; one that runs is left alone. @throws {Error} that says why it cannot be started */
  async startAgain(name: string): Promise<HostRecord> {
    const startable = this.#startables.get(name);
    if (!startable) throw new Error(`This shop has no host '${name}'. It has: ${[...this.#startables.keys()].join(', ')}.`);
    if (this.#stopped.signal.aborted) throw new Error('The shop is being stopped.');
    const begun = this.#startingAgain.get(name) ?? (this.#running.has(name) ? undefined : this.#beginAgain(startable));
    await begun;
    return this.#records.get(name) as HostRecord;
  }

  /** Stops and starts processes as they were, one after the other, each once the one before is ready; names of none are passed over. @throws {Error} that says why one did not become ready */
  async restart(names: readonly string[]): Promise<readonly HostRecord[]> {
    const known = names.filter((name) => this.#startables.has(name));
    if (known.length === 0) throw new Error(`This shop has no host '${names[0]}'. It has: ${[...this.#startables.keys()].join(', ')}.`);
    for (const name of known) {
      await this.#startingAgain.get(name);
      const running = this.#running.get(name);
      if (running) this.#restarting.add(running);
      await this.#stopOne(name);
      await this.startAgain(name);
    }
    return known.map((name) => this.#records.get(name) as HostRecord);
  }

  async #beginAgain(startable: Startable): Promise<void> {
    const starting = this.start(startable, this.#stopped.signal);
    this.#startingAgain.set(startable.name, starting);
    try {
      await starting;
      this.#report(`${startable.name} was started again (pid ${this.#running.get(startable.name)?.pid}).`);
    } finally {
      this.#startingAgain.delete(startable.name);
    }
  }

  /** Stops group after group; within a group all at once. Those not named are stopped last. */
  async stop(groups: readonly (readonly string[])[]): Promise<void> {
    this.#stopped.abort(new Error('The shop is being stopped.'));
    const named = groups.flat();
    const rest = [...this.#running.keys()].filter((name) => !named.includes(name));
    for (const group of [...groups, rest]) await Promise.all(group.map((name) => this.#stopOne(name)));
  }

  async #stopOne(name: string): Promise<void> {
    const outcome = await this.#running.get(name)?.stop(this.#patience);
    if (outcome === 'killed') this.#report(`${name} had not ended after ${this.#patience / 1000} s and was killed. Its log says what it was doing.`);
  }

  #ended(process: Supervised, how: string): void {
    const { name, pid } = process;
    if (this.#running.get(name) !== process) return;
    this.#running.delete(name);
    const record = this.#records.get(name);
    if (record) this.#note({ ...record, state: 'ended' });
    if (!this.#stopped.signal.aborted && !this.#restarting.has(process)) this.#report(`${name} (pid ${pid}) ended with ${how}; the others go on. Start it again: ${this.#command(name)}`);
  }

  #note(record: HostRecord): void {
    this.#records.set(record.name, record);
    writeWhole(this.#file, `${JSON.stringify(this.records, null, 2)}\n`);
  }
}
