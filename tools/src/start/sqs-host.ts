import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';

/** What this process tells whoever started it, once it listens. */
export interface SqsReport {
  readonly port: number;
}

/**
 * Runs an SQS emulator: `sqs-host.ts <port>`, 0 for any free one. It holds everything in memory, and forgets it when it
 * ends: when it is asked to, or when whoever started it is gone. It listens to this machine only.
 */
const [port = ''] = process.argv.slice(2);
const emulator = buildApp({ logger: false, defaultRegion: 'eu-west-1' });

const end = () => void emulator.close().then(() => process.exit(0));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
process.on('disconnect', end);
await emulator.listen({ port: Number(port), host: '127.0.0.1' });
if (process.connected) process.send?.({ port: (emulator.server.address() as AddressInfo).port } satisfies SqsReport);
else end();
