import { execFile, fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { HttpTarget } from '@banyan/adapter-http/target';
import { remoteCall } from '@banyan/strangler';
import { Pool, type Dispatcher } from 'undici';
import { context, order, probe } from './probe.contract.ts';
import { interleave, median, type Variant } from './rounds.ts';
import { printTable } from './table.ts';

const root = join(import.meta.dirname, '../..');

/** A remote call through the seam and Nest's pipeline, against bare Fastify and undici's dispatch. */
export async function benchHttp(): Promise<void> {
  await promisify(execFile)('npx', ['nest', 'build', 'bench-http-host'], { cwd: root });
  const keys = `k1:${randomBytes(32).toString('base64url')}`;
  const bare = await server(join(import.meta.dirname, 'bare-fastify.ts'), {});
  const host = await server(join(root, 'bench/http-host/dist/main.js'), { PROBE_KEYS: keys });
  const pool = new Pool(bare.url, { connections: 128 });
  const target = new HttpTarget({ url: host.url, caller: 'bench', keys: parseKeyRing('PROBE_KEYS', keys) });
  const call = remoteCall({ address: 'probe.echo', contractVersion: probe.version, operation: probe.operations.echo }, target, {
    now: Date.now,
    onDefect: (error) => console.error(error),
  });
  try {
    for (const inFlight of [1, 16, 64]) {
      const variants: Variant[] = [
        { name: 'bare Fastify, undici dispatch', run: together(inFlight, () => dispatch(pool)) },
        { name: 'a host behind the seam', run: together(inFlight, () => call(order, context)) },
      ];
      const figures = await interleave(variants, { rounds: 7, batchMs: 700 });
      const [base] = variants.map(({ name }) => figures.get(name)!);
      printTable(
        `A call over HTTP, ${inFlight} in flight (medians of 7 interleaved rounds)`,
        ['variant', 'calls/s', 'of the floor', 'target'],
        variants.map(({ name }, index) => {
          const own = figures.get(name)!;
          const share = median(own.map((figure, round) => base![round]! / figure));
          return [name, (1e9 / median(own)).toFixed(0), `${(share * 100).toFixed(0)} %`, index === 0 ? '' : '85 %'];
        }),
      );
    }
  } finally {
    await Promise.all([pool.close(), target.close()]);
    for (const { child } of [bare, host]) child.disconnect();
  }
}

async function server(program: string, environment: Readonly<Record<string, string>>): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(program, { execArgv: ['--conditions=banyan-source', '--disable-warning=ExperimentalWarning'], env: { ...process.env, ...environment } });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${program} ended with ${String(code)}.`)));
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string }];
  ended.catch(() => undefined);
  return { child, url: message.url };
}

/** Keeps so many calls under way until `calls` are done. */
function together(inFlight: number, work: () => Promise<unknown>): (calls: number) => Promise<void> {
  return async (calls) => {
    let left = calls;
    const lane = async () => {
      while (left-- > 0) await work();
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
  };
}

/** The leanest client there is: one request, its answer parsed. */
function dispatch(pool: Pool): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => resolve(JSON.parse(Buffer.concat(chunks).toString())),
      onResponseError: (_controller, error) => reject(error),
    };
    pool.dispatch({ method: 'POST', path: '/echo', headers: ['content-type', 'application/json'], body: JSON.stringify(order) }, handler);
  });
}
