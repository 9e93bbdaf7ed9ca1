import type { Invariant } from '../invariant.ts';
import { acceptedIsKept } from './accepted-is-kept.ts';
import { asOrdered } from './as-ordered.ts';
import { chargedOnce } from './charged-once.ts';
import { edgeAgrees } from './edge-agrees.ts';
import { fenced } from './fenced.ts';
import { honestRefusals } from './honest-refusals.ts';
import { inRealTime } from './in-real-time.ts';
import { inTurn } from './in-turn.ts';
import { nothingLeft } from './nothing-left.ts';
import { nothingUnasked } from './nothing-unasked.ts';
import { oneKeyOneOrder } from './one-key-one-order.ts';
import { routeVersions } from './route-versions.ts';
import { statusHolds } from './status-holds.ts';
import { stockAddsUp } from './stock-adds-up.ts';
import { stockAsSeen } from './stock-as-seen.ts';

/** Every promise that a run is held to. */
export const invariants: readonly Invariant[] = [
  acceptedIsKept,
  nothingUnasked,
  asOrdered,
  oneKeyOneOrder,
  chargedOnce,
  stockAddsUp,
  stockAsSeen,
  inTurn,
  inRealTime,
  fenced,
  statusHolds,
  edgeAgrees,
  honestRefusals,
  routeVersions,
  nothingLeft,
];
