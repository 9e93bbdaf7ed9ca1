import { createServer, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { closed, listening } from '../../local-server.ts';
import { Upstream } from '../../faults/proxies/sqs/upstream.ts';
import { Refusal, type Answer } from '../../faults/proxies/sqs/wire.ts';
import type { Fence } from './fence.ts';

/** What the roles of a fenced region may not do: `restrict` of `infra/src/hosts/fence.ts`. */
const denied: readonly string[] = ['SendMessage', 'ReceiveMessage', 'DeleteMessage'];

/** The way of a region's hosts to their queues. */
export interface FencedQueues {
  readonly url: string;
  /** Requests that were refused so far. */
  readonly refused: number;
  close(): Promise<void>;
}

/** Puts a way before the emulator at `url` that refuses, while the region is fenced, what its roles may not do then. */
export async function fencedQueues(url: string, fence: Pick<Fence, 'isFenced'>): Promise<FencedQueues> {
  const upstream = new Upstream(url);
  let refused = 0;
  const answerTo = async (from: IncomingMessage): Promise<Answer> => {
    const text = await textOf(from);
    const action = String(from.headers['x-amz-target']).replace('AmazonSQS.', '');
    if (!fence.isFenced || !denied.includes(action.replace('Batch', ''))) return upstream.pass({ action, headers: from.headers, text, input: {} });
    refused++;
    return new Refusal('AccessDeniedException', `This region is fenced: sqs:${action} is denied.`).answer;
  };
  const server = createServer((from, to) => {
    answerTo(from).then(
      ({ status, headers, text }) => to.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text),
      () => to.destroy(),
    );
  });
  const address = await listening(server);
  return {
    url: address,
    get refused() {
      return refused;
    },
    close: async () => {
      await closed(server);
      upstream.close();
    },
  };
}
