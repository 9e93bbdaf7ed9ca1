import { freePort } from '@banyan/tools/testing';
import type { Leftover } from '../../faults/checker/index.ts';
import { Processes } from '../../faults/run/processes.ts';
import { queueLengths } from '../../faults/run/queue-lengths.ts';
import { shopUnderTest, type ShopUnderTest } from '../../shop-under-test.ts';
import { answer } from '../namespaces/answer.ts';
import { Fence, type Epochs } from '../stand-ins/fence.ts';
import { fencedQueues, type FencedQueues } from '../stand-ins/fenced-queues.ts';
import { serveEpochs } from '../stand-ins/regional-epochs.ts';
import { Way } from '../stand-ins/way.ts';
import { regionPorts } from './ports.ts';

const host = 'monolith';
const everybody = '0.0.0.0';

const cleanUp: (() => Promise<void>)[] = [];
let queues: FencedQueues | undefined;
let starting: Promise<ShopUnderTest> | undefined;
let started: ShopUnderTest | undefined;

function tested(): ShopUnderTest {
  if (!started) throw new Error('This region has never led.');
  return started;
}
const processes = new Processes(() => tested().shop);

/** Starts its queues and its hosts for the first time. The queues outlive the hosts. */
function startShop(settings: Readonly<Record<string, string>>, fence: Fence): Promise<ShopUnderTest> {
  return shopUnderTest({ split: [], via: 'sqs', replies: 'http' }, settings, async (plan) => {
    const { QUEUE_ENDPOINT: direct } = plan.environment;
    if (direct === undefined) return plan;
    queues ??= await fencedQueues(direct, fence);
    return { ...plan, environment: { ...plan.environment, QUEUE_ENDPOINT: queues.url } };
  });
}

async function queued(): Promise<Leftover[]> {
  const { url } = tested().shop.hosts.find(({ name }) => name === 'sqs')!;
  return queueLengths(url);
}

const work = {
  /** Opens the region, with tasks or without, as its epochs have it. @param settings what its hosts are told */
  open: async (epochs: Epochs, settings: Readonly<Record<string, string>>): Promise<void> => {
    const nobody = { port: await freePort() };
    const [shoppers, operators] = [await Way.to(nobody, { host: everybody, port: regionPorts.shoppers }), await Way.to(nobody, { host: everybody, port: regionPorts.operators })];
    const fence: Fence = new Fence(epochs, {
      start: async () => {
        if (started) await processes.start(host);
        else started = await (starting ??= startShop(settings, fence));
        shoppers.leadTo({ port: Number(new URL(started.shop.publicUrl).port) });
        operators.leadTo({ port: Number(new URL(started.shop.operatorUrl).port) });
      },
      end: async () => void (started && (await processes.end(host))),
    });
    const served = await serveEpochs(fence, regionPorts.epochs);
    cleanUp.push(() => served.close(), () => shoppers.close(), () => operators.close());
    await fence.deploy();
  },
  /** In which its hosts keep what they remember. */
  folder: async (): Promise<string> => tested().folder,
  operatorToken: async (): Promise<string> => tested().shop.operatorToken,
  /** Messages in its queues, waiting or in flight. */
  queued: async (): Promise<number> => (await queued()).reduce((sum, { count }) => sum + count, 0),
  /** Orders in its intake queue, waiting or in flight. */
  unread: async (): Promise<number> => (await queued()).filter(({ where }) => /-intake\.fifo$/.test(where)).reduce((sum, { count }) => sum + count, 0),
  /** Whether a host runs. */
  isWorking: async (): Promise<boolean> => processes.running.includes(host),
  /** Requests of its hosts to its queues that the fence refused. */
  refused: async (): Promise<number> => queues?.refused ?? 0,
};

/** What the process with the hosts of a region does, behind the back of whoever shops there. */
export type HostsWork = typeof work;

/** The hosts of a region with their queues and their load balancer, in a network of their own. */
answer(work, async () => {
  await starting?.catch(() => undefined);
  if (started && (await work.isWorking())) await processes.kill(host);
  await started?.discard();
  for (const end of cleanUp) await end();
  await queues?.close();
});
