import type { Turn } from '@banyan/contracts/define';

const brand = Symbol.for('banyan:StaleTurn');

/** The handler was overtaken: another runner has the lane, or the call was applied. Nothing of it took effect. */
export class StaleTurn extends Error {
  override readonly name = 'StaleTurn';
  readonly [brand] = true;
  readonly turn: Turn;

  constructor(turn: Turn) {
    super(`Turn ${turn.sequence} of lane '${turn.lane}' (epoch ${turn.epoch}) was overtaken. Let this error through: whoever has the lane now goes on.`);
    this.turn = turn;
  }
}

/** Recognises the error by its brand, so that two copies of this package understand each other. */
export function isStaleTurn(error: unknown): error is StaleTurn {
  return typeof error === 'object' && error !== null && brand in error;
}
