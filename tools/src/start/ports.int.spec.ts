import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePorts, isFree } from './ports.ts';

describe('free ports', () => {
  it('are not those that somebody listens on', async () => {
    const [port = 0] = await freePorts(1);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await isFree(port)).toBe(false);
    server.close();
    await once(server, 'close');
    expect(await isFree(port)).toBe(true);
  });

  it('are others each time, also before anybody listens on them', async () => {
    const ports = [...(await freePorts(300)), ...(await freePorts(300))];
    for (let asked = 0; asked < 100; asked++) ports.push(...(await freePorts(3)));
    expect(new Set(ports).size).toBe(900);
  });

  it('are found however often they were asked for', async () => {
    for (let asked = 0; asked < 20; asked++) expect(await freePorts(1_000)).toHaveLength(1_000);
  });
});
