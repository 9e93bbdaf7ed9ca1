import type { Token } from '@banyan/contracts/define';

/** Tells the relay of this module's outbox that there is something to deliver; without it the relay finds out by itself a little later. */
export type RelayNudge = () => void;

/** The token under which a host that runs a relay provides its nudge. */
export const relayNudgeToken: Token<RelayNudge> = Symbol.for('banyan:nudge:checkout');
