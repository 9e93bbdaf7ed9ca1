/** A promise that takes longer to hold to than `npm test` should. */
export interface Proof {
  readonly shows: string;
  /** What jest runs. */
  readonly file: string;
  /** Only the tests with these words. */
  readonly tests?: string;
}

/** All of them, in the order in which they are run. */
export const proofs = {
  changes: { shows: '1,000 route changes by two operators, four instances under load: no failed request, no lost update, all follow within a second', file: 'e2e/src/routing/changes.proof.ts' },
  keys: { shows: '100,000 keys: each percentage within a point, none leaves as it rises, and everybody chooses alike', file: 'libs/strangler/src/routes/chosen-alike.spec.ts' },
  'shadow-stopped': { shows: 'a shadow whose target is stopped costs the shopper nothing: ten interleaved rounds', file: 'e2e/src/routing/shadow-stopped.proof.ts' },
  'bad-canaries': { shows: '20 bad canaries of three kinds: each taken back within ten seconds of its minimum sample', file: 'e2e/src/routing/bad-canaries.proof.ts' },
  quiet: { shows: 'at two requests a minute a rollout is held, and not taken back (simulated)', file: 'libs/strangler/src/rollout/simulation.spec.ts', tests: 'two requests a minute' },
  'store-away': { shows: 'the route store away for minutes, all hosts restarted: no failed request', file: 'e2e/src/routing/store-away.proof.ts' },
  restarts: { shows: '20 rolling restarts of three monoliths behind nginx under load: no failed request, every order executed once', file: 'e2e/src/drain/restarts.proof.ts' },
  outages: { shows: 'a replay while orders, PostgreSQL or the queues are away: every order accepted, none lost or doubled', file: 'e2e/src/replayed/outages.proof.ts' },
  nemesis: { shows: 'a replay with half of the stock to four monoliths while everything is broken in turn: stock, money and sequence exact', file: 'e2e/src/replayed/nemesis.proof.ts' },
  flushed: { shows: 'Redis forgets everything each five seconds, interleaved with rounds in which it does not: nothing lost or out of turn, and what of the throughput is left', file: 'e2e/src/replayed/flushed.proof.ts' },
  poison: { shows: 'one buyer in ten cannot be served, interleaved with rounds in which all can: the others wait no longer, and the parked lanes are served in turn afterwards', file: 'e2e/src/replayed/poison.proof.ts' },
  rush: { shows: '1,000 buyers at once for 10 pieces, in each placement: 10 confirmed, 990 told that there are none', file: 'e2e/src/replayed/rush.proof.ts' },
  crashes: { shows: 'the remote crashes before, while and after it executes a call: never a double effect', file: 'libs/host/src/routing/crashes.int.spec.ts' },
  'crash-points': { shows: 'a host killed at each of 40 named places: every order survives, and is executed once', file: 'e2e/src/faults/crash-points/crash-points.proof.ts' },
  sabotage: { shows: 'more than 40 mistakes planted in the hosts of real shops: the checker finds each, and 20 shops without any are found to be well', file: 'e2e/src/faults/sabotage/sabotage.proof.ts' },
} as const satisfies Readonly<Record<string, Proof>>;
export type ProofName = keyof typeof proofs;

export const proofNames = Object.keys(proofs) as readonly ProofName[];
