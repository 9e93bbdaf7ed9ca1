import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const range = { from: 20_000, to: 32_000 };
/** How many of the ports that it chose last a process does not choose again. */
const remembered = 1_000;
const chosen = new Set<number>();

/** Whether nobody listens on this port of the loopback interface. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Ports of the loopback interface that nobody listens on. They lie below those from which systems take the
 * near end of a connection, so that a host that ended finds its port still free when it is started again.
 * Whoever asks again gets others, though nobody may listen yet on those that were chosen before.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let attempt = 0; found.length < count && attempt < count * 100; attempt++) {
    const port = randomInt(range.from, range.to);
    if (chosen.has(port)) continue;
    remember(port);
    if (await isFree(port)) found.push(port);
  }
  if (found.length < count) throw new Error(`No free ports were found between ${range.from} and ${range.to}. Stop some of the programs that listen there.`);
  return found;
}

function remember(port: number): void {
  chosen.add(port);
  const [oldest = 0] = chosen;
  if (chosen.size > remembered) chosen.delete(oldest);
}
