import { describe, it } from '@jest/globals';
import { describeAcknowledging } from './acknowledging.ts';
import { describeClaiming } from './claiming.ts';
import type { MakeOutbox } from './outbox-bench.ts';
import { holdsInEveryHistory } from './outbox-model.ts';
import { describeRelays } from './relays.ts';
import { describeUnderway } from './underway.ts';

/** Tests what every outbox promises. `make` gives an empty one each time it is called. */
export function describeOutboxStore(name: string, make: MakeOutbox): void {
  describe(name, () => {
    describeClaiming(make);
    describeUnderway(make);
    describeAcknowledging(make);
    describeRelays(make);

    it('delivers all that was appended, and keeps it until every consumer has it, in whichever order things happen', () => holdsInEveryHistory(make), 60_000);
  });
}
