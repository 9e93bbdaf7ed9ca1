import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePorts, isFree } from './ports.ts';

describe('free ports', () => {
  it('are as many as asked for, each another', async () => {
    const ports = await freePorts(100);
    expect(new Set(ports).size).toBe(100);
  });

  it('are not those that somebody listens on', async () => {
    const [port = 0] = await freePorts(1);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await isFree(port)).toBe(false);
    server.close();
    await once(server, 'close');
    expect(await isFree(port)).toBe(true);
  });

  it('are others for the next process that asks before anybody listens', async () => {
    const chosen = await Promise.all([4_711, 4_712, 4_713].map((pid) => freePorts(200, pid)));
    expect(new Set(chosen.flat()).size).toBe(600);
  });

  it('are found outside of the part of a process if that has too few', async () => {
    expect(new Set(await freePorts(500)).size).toBe(500);
  });
});
