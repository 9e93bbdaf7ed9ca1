import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const range = { from: 20_000, to: 32_000 };
/** Ports of the part in which a process looks. */
const partSize = 400;

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
 * A port stays free for others until somebody listens on it: so each process looks in a part of its own first, by
 * its id, and shops that start at the same time do not choose the same.
 * @param pid whose ports they will be: this process, if left out
 */
export async function freePorts(count: number, pid = process.pid): Promise<number[]> {
  const found = new Set<number>();
  const own = partOf(pid);
  for (let attempt = 0; found.size < count && attempt < count * 100; attempt++) {
    const { from, to } = attempt < count * 10 ? own : range;
    const port = randomInt(from, to);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size < count) throw new Error('No free ports were found between 20000 and 32000. Stop some of the programs that listen there.');
  return [...found];
}

function partOf(pid: number): { readonly from: number; readonly to: number } {
  const from = range.from + (pid % ((range.to - range.from) / partSize)) * partSize;
  return { from, to: from + partSize };
}
