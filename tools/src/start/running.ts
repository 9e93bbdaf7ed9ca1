import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostRecord } from './hosts.ts';

/** How to reach the launcher that runs a shop; kept in its data folder for the owner alone. */
interface Reach {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
}

/** A shop that another process runs. */
export interface RunningShop {
  readonly pid: number;
  /** Starts a host that has ended, or finds it running. @throws {Error} that says why it could not be started */
  startHost(name: string): Promise<HostRecord>;
  /** Stops a host and starts it again, its instances one after the other. @throws {Error} that says why one could not be started */
  restartHost(name: string): Promise<readonly HostRecord[]>;
}

/** What a launcher does for those who ask. */
type Doing = Pick<RunningShop, 'startHost' | 'restartHost'>;

/** The right to be the one launcher of a data folder. */
export interface Hold {
  /** Whether an earlier launcher was killed without stopping its shop. */
  readonly takenOver: boolean;
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process and answers those who ask for a host to be started.
 * @throws {Error} if a shop already runs on it
 */
export async function holdDataFolder(file: string, doing: Doing): Promise<Hold> {
  const token = randomBytes(32).toString('base64url');
  const server = await listen((request, response) => void answer(request, response, { token, doing }));
  const { port } = server.address() as AddressInfo;
  const reach: Reach = { pid: process.pid, url: `http://127.0.0.1:${port}`, token };
  const release = () =>
    new Promise<void>((resolve) => {
      if (readReach(file)?.token === token) rmSync(file, { force: true });
      server.closeAllConnections();
      server.close(() => resolve());
    });
  try {
    return { takenOver: await claim(file, reach), release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The shop that runs on a data folder, if one does. */
export async function runningShop(file: string): Promise<RunningShop | undefined> {
  const reach = readReach(file);
  if (!reach || !(await isAlive(reach))) return undefined;
  return {
    pid: reach.pid,
    startHost: (name) => order<HostRecord>(reach, `/hosts/${encodeURIComponent(name)}`),
    restartHost: (name) => order<readonly HostRecord[]>(reach, `/restarts/${encodeURIComponent(name)}`),
  };
}

/** @throws {Error} with the launcher's words if it did not do it */
async function order<Told>(reach: Reach, path: string): Promise<Told> {
  const answer = await ask(reach, 'POST', path);
  const told = (await answer.json()) as Told & { readonly message: string };
  if (!answer.ok) throw new Error(told.message);
  return told;
}

async function claim(file: string, reach: Reach): Promise<boolean> {
  const text = `${JSON.stringify(reach)}\n`;
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const other = await runningShop(file);
  if (other) throw new Error(`A shop already runs on this data folder (pid ${other.pid}). Stop it with Ctrl-C where it was started, or start another with --data <folder> --port <port>.`);
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  return true;
}

function readReach(file: string): Reach | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Reach;
  } catch {
    return undefined;
  }
}

/** Its pid alone would not tell: after a restart of the machine it may be anybody's. */
async function isAlive(reach: Reach): Promise<boolean> {
  try {
    return (await ask(reach, 'GET', '/', AbortSignal.timeout(2_000))).ok;
  } catch (error) {
    return (error as Error).name === 'TimeoutError';
  }
}

function ask({ url, token }: Reach, method: string, path: string, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(`${url}${path}`, { method, signal, headers: { authorization: `Bearer ${token}`, connection: 'close' } });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { token, doing }: { readonly token: string; readonly doing: Doing },
): Promise<void> {
  const reply = (status: number, body: object) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (!same(request.headers.authorization ?? '', `Bearer ${token}`)) return void reply(401, { message: 'Not for you.' });
  const [, what, host] = /^\/(hosts|restarts)\/([a-z0-9-]+)$/.exec(request.url ?? '') ?? [];
  if (request.method === 'GET' && request.url === '/') return void reply(200, { pid: process.pid });
  if (request.method !== 'POST' || !host) return void reply(404, { message: 'Ask for POST /hosts/<name> or POST /restarts/<name>.' });
  try {
    reply(200, await (what === 'hosts' ? doing.startHost(host) : doing.restartHost(host)));
  } catch (error) {
    reply(409, { message: (error as Error).message });
  }
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handler);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
