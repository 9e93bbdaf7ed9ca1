import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { closed } from '../../local-server.ts';
import type { Epochs, Fence } from './fence.ts';

/** What is told of the epochs of a region. */
export type KnownEpochs = Epochs & Pick<Fence, 'isChanging'>;

/** Milliseconds after which a region that says nothing does not answer: those of the assistant at AWS. */
const silence = 5_000;

/** Stands in for CloudFormation in a region, which tells with which epochs its hosts were deployed, and deploys others; it is away when the region is. */
export async function serveEpochs(fence: Fence, port: number): Promise<{ close(): Promise<void> }> {
  const server = createServer((from, to) => {
    const deployed = from.method === 'PUT' ? json(from).then((epochs) => fence.deploy(epochs as Partial<Epochs>)) : Promise.resolve();
    deployed.then(
      () => to.end(JSON.stringify({ ...fence.epochs, isChanging: fence.isChanging } satisfies KnownEpochs)),
      (error: Error) => to.writeHead(500).end(error.message),
    );
  });
  await once(server.listen(port, '0.0.0.0'), 'listening');
  return {
    close: () => closed(server),
  };
}

/** With which epochs the hosts of a region are deployed; undefined if it is silent. */
export async function epochsAt(url: string): Promise<KnownEpochs | undefined> {
  return fetch(url, { signal: AbortSignal.timeout(silence) }).then(
    async (answer) => (await answer.json()) as KnownEpochs,
    () => undefined,
  );
}

/** Deploys the hosts of a region with other epochs. @throws {Error} with what it says if that fails */
export async function deployEpochs(url: string, epochs: Partial<Epochs>): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', body: JSON.stringify(epochs) });
  if (!answer.ok) throw new Error(`A deployment failed: ${await answer.text()}`);
}
