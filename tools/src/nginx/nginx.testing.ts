import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../start/ports.ts';
import { root } from '../start/root.ts';
import { startProcess, untilReady } from '../start/supervise.ts';
import { nginxConfiguration } from './configuration.ts';
import type { NginxSettings } from './settings.ts';

export type Behaviour = (asked: IncomingMessage, answer: ServerResponse) => void;

/** What stands behind nginx: it notes what it is asked, and behaves as a test wants. */
interface Instance {
  readonly server: Server;
  /** `127.0.0.1:4711` */
  readonly address: string;
  readonly asked: { readonly what: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  behaves: Behaviour;
}

export const good: Behaviour = (_, answer) => void answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
export const gone: Behaviour = (asked) => void asked.socket.destroy();
export const unavailable: Behaviour = (_, answer) => void answer.writeHead(503, { 'content-type': 'application/problem+json' }).end('{"code":"unavailable"}');
export const silent: Behaviour = () => undefined;

async function instance(): Promise<Instance> {
  const asked: Instance['asked'] = [];
  const server = createServer({ keepAliveTimeout: 75_000 }, (incoming, answer) => {
    let body = '';
    incoming.on('data', (part) => (body += String(part)));
    incoming.on('end', () => {
      asked.push({ what: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body });
      one.behaves(incoming, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const one: Instance = { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked, behaves: good };
  return one;
}

/** Instances behind one nginx, alike until a test wants something else of them. */
export class Group {
  readonly #instances: readonly Instance[];
  readonly #usual: Behaviour;

  private constructor(instances: readonly Instance[], usual: Behaviour) {
    this.#instances = instances;
    this.#usual = usual;
    this.forget();
  }

  static async of(count: number, usual: Behaviour): Promise<Group> {
    return new Group(await Promise.all(Array.from({ length: count }, instance)), usual);
  }

  get addresses(): readonly string[] {
    return this.#instances.map(({ address }) => address);
  }

  get asked(): Instance['asked'][number][] {
    return this.#instances.flatMap(({ asked }) => asked);
  }

  all(behaves: Behaviour): void {
    for (const one of this.#instances) one.behaves = behaves;
  }

  /** The first one asked behaves like this, whichever it is, and every other well. */
  first(behaves: Behaviour): void {
    let left = 1;
    this.all((asked, answer) => (left-- > 0 ? behaves(asked, answer) : this.#usual(asked, answer)));
  }

  /** All behave as they usually do, and nothing was asked of them. */
  forget(): void {
    this.all(this.#usual);
    for (const { asked } of this.#instances) asked.length = 0;
  }

  close(): void {
    for (const { server } of this.#instances) {
      server.closeAllConnections();
      server.close();
    }
  }
}

/** A real nginx, with one worker and a folder of its own. */
export interface StartedNginx {
  readonly port: number;
  readonly folder: string;
  stop(): Promise<'ended' | 'killed'>;
}

export async function startNginx(settings: Omit<NginxSettings, 'listen' | 'folder' | 'workers'>): Promise<StartedNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-nginx-'));
  const [port = 0] = await freePorts(1);
  const configuration = join(folder, 'nginx.conf');
  await writeFile(configuration, nginxConfiguration({ ...settings, listen: `127.0.0.1:${port}`, folder, workers: 1 }));
  const log = join(folder, 'log');
  const nginx = await startProcess({ name: 'nginx', args: ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'nginx-host.ts'), configuration, folder], folder: root, environment: {}, log });
  await untilReady(nginx, { url: `http://127.0.0.1:${port}/health/ready`, log, patience: 15_000, signal: new AbortController().signal });
  return {
    port,
    folder,
    stop: async () => {
      const ended = await nginx.stop(10_000);
      await rm(folder, { recursive: true });
      return ended;
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export function ask(port: number, method: string, path: string, { headers = {}, body }: { readonly headers?: Record<string, string>; readonly body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (part) => (text += String(part)));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
