import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { HttpTarget } from '@banyan/adapter-http/target';
import { remoteCall } from '@banyan/strangler';
import { Pool, type Dispatcher } from 'undici';
import { builtHost, forked } from './forked.ts';
import { context, order, probe } from './probe.contract.ts';
import { interleave, median, type Variant } from './rounds.ts';
import { printTable } from './table.ts';

/** A remote call through the seam and Nest's pipeline, against bare Fastify and undici's dispatch. */
export async function benchHttp(): Promise<void> {
  const program = await builtHost('bench-http-host', 'bench/http-host');
  const keys = `k1:${randomBytes(32).toString('base64url')}`;
  const bare = await forked(join(import.meta.dirname, 'bare-fastify.ts'));
  const host = await forked(program, { PROBE_KEYS: keys });
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
