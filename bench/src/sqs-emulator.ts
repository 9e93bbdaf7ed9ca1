import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';

/** An SQS emulator that holds everything in memory, in a process of its own as SQS would be. */
const emulator = buildApp({ logger: false });
await emulator.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ url: `http://127.0.0.1:${(emulator.server.address() as AddressInfo).port}` });
process.once('disconnect', () => process.exit(0));
