import { expect, it } from '@jest/globals';
import { createLanes } from './lanes.ts';
import { memoryInbox } from './memory/index.ts';
import { call, until } from './testing/index.ts';

it('lanes renew the lease of one that they have taken again, after its handler that was overtaken has ended', async () => {
  let at = 0;
  const inbox = memoryInbox(() => new Date(at));
  const leaseMs = 15;
  const [overtaken, overtaking] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let overtakenEnded = false;
  const begun: number[] = [];
  const renewed: number[] = [];
  const again = until(() => begun.length === 2);
  const renewedAgain = until(() => renewed.length === 3);
  const lanes = createLanes({
    store: {
      claim: async (limits) => {
        // Its lease ends, and no renewal comes between.
        if (begun.length === 1) at += leaseMs;
        return inbox.claim(limits);
      },
      settle: async (progress) => {
        if (overtakenEnded) renewed.push(...progress.filter(({ applied }) => applied === undefined).map(({ epoch }) => epoch));
        renewedAgain.check();
        return inbox.settle(progress);
      },
    },
    handle: async (_, { epoch }) => {
      begun.push(epoch);
      again.check();
      if (begun.length > 1) return overtaking.promise;
      await overtaken.promise;
      overtakenEnded = true;
    },
    leaseMs,
    onError: () => undefined,
    random: () => 0,
  });
  await inbox.receive([call('slow', 1)]);
  lanes.start();
  await again.reached;
  overtaken.resolve();
  await renewedAgain.reached;
  overtaking.resolve();
  await lanes.stop();
  expect(begun).toHaveLength(2);
  expect(new Set(renewed)).toEqual(new Set([begun[1]]));
});
