import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shop } from '@banyan/tools/start';
import { Shopper } from '../shopper.ts';
import { run, type Command, type Ended } from './command.ts';
import { family, type Process } from './processes.ts';

type Host = Shop['hosts'][number];

/** A shop that `npm start` runs, and what it told whoever typed that. */
export interface LaunchedShop extends Command {
  readonly publicUrl: string;
  readonly operatorUrl: string;
  /** The commands under "Try:", as one script. */
  readonly tries: string;
  readonly shopper: Shopper;
  /** Its processes, as its data folder lists them now. */
  hosts(): Promise<Host[]>;
  host(name: string): Promise<Host>;
  /** Every process that it consists of now, npm's included. */
  processes(): Promise<Process[]>;
  /** Ctrl-C, and how it ended. */
  stop(): Promise<Ended>;
  /** Kills the launcher, which gets no chance to stop anything. */
  killLauncher(): Promise<void>;
}

let runs = 0;

/** Types `npm start -- …` for this data folder and waits until the shop is ready. */
export async function launch(folder: string, flags: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<LaunchedShop> {
  const command = run('npm', ['start', '--', '--port', '0', '--no-storefront', '--no-console', '--data', folder, ...flags], environment);
  await command.says(/Ctrl-C stops everything/);
  const publicUrl = told(command, /Shop +(\S+)\/api\/v1\n/);
  const hosts = async () => JSON.parse(await readFile(join(folder, 'hosts.json'), 'utf8')) as Host[];
  return {
    ...command,
    publicUrl,
    operatorUrl: told(command, /Operator +(\S+) /),
    tries: told(command, /Try:\n([^]*)\nLogs are in/),
    shopper: new Shopper(publicUrl, `run-${runs++}`),
    hosts,
    host: async (name) => (await hosts()).find((host) => host.name === name)!,
    processes: () => family(command.pid),
    stop: () => {
      command.interrupt();
      return command.ended;
    },
    killLauncher: async () => {
      const { pid } = JSON.parse(await readFile(join(folder, 'running.json'), 'utf8')) as { pid: number };
      process.kill(pid, 'SIGKILL');
      await command.ended;
    },
  };
}

function told({ printed }: Command, words: RegExp): string {
  const found = words.exec(printed())?.[1];
  if (found === undefined) throw new Error(`It did not say ${words}:\n${printed()}`);
  return found;
}
