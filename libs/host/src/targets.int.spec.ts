import type { Target } from '@banyan/strangler';
import { describeTarget, stock, type StartTarget } from '@banyan/strangler/testing';
import { ambient, overHttp, overSqsForAllTests, overTcp, type Placement } from './placements.testing.ts';

const inThisProcess: StartTarget = async ({ routed }) => {
  const target: Target = {
    carries: ['reply', 'deferred'],
    call: ({ address }, input, context) => routed.served.get(address)!(input, context),
    deliver: async (calls) => {
      await routed.receive(calls);
      return 'stored';
    },
  };
  return { target, acknowledged: [], stopHost: async () => undefined, close: async () => undefined };
};

const at = (placement: Placement): StartTarget => async ({ routed }) => {
  const place = await placement(stock, routed);
  await place.startHost();
  return place;
};

const both = ['reply', 'deferred'] as const;
describeTarget('in this process', { start: inThisProcess, ambient, carried: both, canBeGone: false });
describeTarget('over HTTP', { start: at(overHttp), ambient, carried: both });
describeTarget('over TCP', { start: at(overTcp), ambient, carried: both });
describeTarget('over SQS', { start: at(overSqsForAllTests()), ambient, carried: ['deferred'] });
