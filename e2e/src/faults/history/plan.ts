import { Type, type Static } from 'typebox';
import { kind } from './kind.ts';

/**
 * Which answers besides a success and a documented 4xx a shopper may get in a run:
 * - `nothing`: none at all
 * - `refusals`: a 503 with Retry-After
 * - `failures`: those, and connections that break, timeouts and 5xx
 */
export const Tolerated = Type.Union([Type.Literal('nothing'), Type.Literal('refusals'), Type.Literal('failures')]);

/** What a run sets out to do. */
export const Plan = Type.Object({
  /** How many different orders shoppers are to send. */
  orders: Type.Integer({ minimum: 1 }),
  /** Faults that are to take effect, by their numbers in the catalogue. */
  faults: Type.Array(Type.String()),
  tolerated: Tolerated,
  /** Milliseconds within which every shopper is to have an answer. */
  deadline: Type.Integer({ minimum: 1 }),
  /** Milliseconds within which the shop is to have worked off everything. */
  drainWithin: Type.Integer({ minimum: 1 }),
});
export type Plan = Static<typeof Plan>;

/** Says, once in a run, what it sets out to do. */
export const planned = kind('planned', { note: Plan });
