import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startEdge, type EdgeApp } from './testing/edge-app.ts';

const connections = 1_000;
/** Milliseconds; a connection for which there is no place tries again after a second, for as long as nobody accepts. */
const patience = 10_000;

let edge: EdgeApp;
beforeAll(async () => void (edge = await startEdge()));
afterAll(() => edge.close());

/** Opens connections beside this thread, which can accept none meanwhile, and says when all of them stand. */
const crowd = `
  const { connect } = require('node:net');
  const { workerData: { port, connections, standing } } = require('node:worker_threads');
  let open = 0;
  const arrived = () => {
    if (++open < connections) return;
    Atomics.store(standing, 0, 1);
    Atomics.notify(standing, 0);
  };
  for (let each = 0; each < connections; each++) connect(port, '127.0.0.1', arrived).on('error', () => undefined);
`;

(allowed() >= connections ? it : it.skip)(`lets ${connections} shoppers who come at once wait until it gets to them`, async () => {
  const standing = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(crowd, { eval: true, workerData: { port: edge.port, connections, standing } });
  try {
    expect(Atomics.wait(standing, 0, 0, patience)).toBe('ok');
  } finally {
    await worker.terminate();
  }
});

/** How many connections the system lets wait for a listener; 0 if it does not say. */
function allowed(): number {
  try {
    return Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));
  } catch {
    return 0;
  }
}
