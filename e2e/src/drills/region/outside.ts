import type { Plan } from '@banyan/tools/replay';
import { answer, report } from '../namespaces/answer.ts';
import type { DrillOutcome } from '../drill.ts';
import { setScene } from './scene.ts';
import { loseAndGiveBack } from './story.ts';

const made: (() => Promise<void>)[] = [];

const work = {
  /** Plays orders to two regions, of which one is lost meanwhile. */
  play: async (plan: Plan): Promise<DrillOutcome> => loseAndGiveBack(await setScene({ report, made: (takeAway) => void made.unshift(takeAway) }), { plan, report }),
};

/** What is done in the network of shoppers. */
export type OutsideWork = typeof work;

/** The network that belongs to no region: shoppers, the failover record and the payment company are there. */
answer(work, async () => {
  await Promise.all(made.map((takeAway) => takeAway()));
});
