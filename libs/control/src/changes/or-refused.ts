import { RolloutRefused } from '@banyan/strangler';
import { Refused } from '../refused.ts';

/** What the core made of a rollout's move. @throws {Refused} `rolloutRefused` in its words */
export function orRefused<T>(move: () => T): T {
  try {
    return move();
  } catch (error) {
    if (error instanceof RolloutRefused) throw new Refused('rolloutRefused', error.message, 'See how it stands: banyan rollout status');
    throw error;
  }
}
