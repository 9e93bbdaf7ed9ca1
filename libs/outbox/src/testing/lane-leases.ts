import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BUCKETS, type Share } from '@banyan/contracts/define';
import type { LaneLeases } from '../lane-leases.ts';

/** An instance among those that a test has to itself. */
export interface LeaseHolder {
  readonly leases: LaneLeases;
  /** Ends it as a crash does: nothing is heard of it any more, and nothing was given back. */
  fallSilent(): Promise<void>;
}

/** A place where instances divide their lanes, with leases so short that a test can wait for their end. */
export interface LeasesUnderTest {
  open(): LeaseHolder;
  /** Throws away what is left, after all that were opened have been closed. */
  close(): Promise<void>;
}

const shares: readonly Share[] = [{ from: 0, to: BUCKETS }, { from: 1_234, to: 8_000 }, { from: 9_999, to: BUCKETS }, { from: 5_000, to: 5_000 }];

/** What all leases on lanes promise while nothing is wrong, and when an instance goes. */
export function describeLaneLeases(name: string, start: () => Promise<LeasesUnderTest>): void {
  describe(name, () => {
    let underTest: LeasesUnderTest;
    let holders: LeaseHolder[];
    beforeEach(async () => {
      underTest = await start();
      holders = [];
    });
    afterEach(async () => {
      for (const { leases } of holders) await leases.close();
      await underTest.close();
    });

    function open(count: number): LeaseHolder[] {
      const opened = Array.from({ length: count }, () => underTest.open());
      holders.push(...opened);
      return opened;
    }

    /** Resolves once these divide all lanes among each other, evenly. */
    async function untilDivided(among: readonly LeaseHolder[]): Promise<void> {
      while (!shares.every((share) => isDivided(share, among.map(({ leases }) => leases.partOf(share))))) await moment();
    }

    it.each([1, 2, 3, 4, 7])('divide every share evenly among %i instances', async (count) => {
      await untilDivided(open(count));
    });

    it('divide anew when an instance comes, and when one goes', async () => {
      const [first, second] = open(2);
      await untilDivided([first!, second!]);
      const [third] = open(1);
      await untilDivided([first!, second!, third!]);
      await first!.leases.close();
      await untilDivided([second!, third!]);
    });

    it('divide anew once the lease of an instance that fell silent has ended', async () => {
      const [silent, ...others] = open(3);
      await untilDivided([silent!, ...others]);
      await silent!.fallSilent();
      await untilDivided(others);
    });

    it('give nothing more to an instance that closed, however often it closes', async () => {
      const [closed, other] = open(2);
      await untilDivided([closed!, other!]);
      for (let time = 0; time < 2; time++) await closed!.leases.close();
      expect(closed!.leases.partOf(shares[0]!)).toBeUndefined();
      expect(() => closed!.leases.announce('orders')).not.toThrow();
    });

    it('carry announcements to those who listen for that inbox at other instances', async () => {
      const [sender, ...others] = open(3);
      await untilDivided([sender!, ...others]);
      const heard = { orders: 0, checkout: 0, stopped: 0 };
      const stop = others[0]!.leases.listen('orders', () => void heard.stopped++);
      others[0]!.leases.listen('orders', () => void heard.orders++);
      others[1]!.leases.listen('orders', () => void heard.orders++);
      others[1]!.leases.listen('checkout', () => void heard.checkout++);
      stop();
      for (const wanted of [2, 4]) {
        while (heard.orders < wanted) {
          // One may be lost, so it is sent until it is heard.
          sender!.leases.announce('orders');
          await moment();
        }
      }
      expect(heard).toMatchObject({ checkout: 0, stopped: 0 });
    });
  });
}

function isDivided(share: Share, parts: readonly (Share | undefined)[]): boolean {
  const known = parts.filter((part) => part !== undefined).sort((one, other) => one.from - other.from || one.to - other.to);
  const sizes = known.map(({ from, to }) => to - from);
  const follow = known.every(({ from }, index) => from === (index === 0 ? share.from : known[index - 1]!.to));
  return known.length === parts.length && follow && known.at(-1)?.to === share.to && Math.max(...sizes) - Math.min(...sizes) <= 1;
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 5));
