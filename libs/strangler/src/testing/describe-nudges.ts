import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Nudges } from '../routes/nudges.ts';

/** Nudges among hosts, made for one test. */
export interface NudgesUnderTest {
  /** The nudges as a further host opens them. */
  open(): Nudges;
  /** Throws away what is left, after all that were opened have been closed. */
  close(): Promise<void>;
}

/** What all nudges promise. */
export function describeNudges(name: string, start: () => Promise<NudgesUnderTest>): void {
  describe(name, () => {
    let underTest: NudgesUnderTest;
    let hosts: readonly Nudges[];
    beforeEach(async () => {
      underTest = await start();
      hosts = [underTest.open(), underTest.open()];
    });
    afterEach(async () => {
      for (const host of hosts) await host.close();
      await underTest.close();
    });

    it('reach every listener of every host, the sender included', async () => {
      const heard = hosts.flatMap((host) => [listener(host), listener(host)]);
      await nudgeUntil(hosts[0]!, () => heard.every(({ count }) => count > 0));
    });

    it('go on reaching the others when one stops listening', async () => {
      const [stopped, going] = [listener(hosts[1]!), listener(hosts[1]!)];
      await nudgeUntil(hosts[0]!, () => stopped.count > 0 && going.count > 0);
      stopped.stop();
      const [before, sofar] = [stopped.count, going.count];
      await nudgeUntil(hosts[0]!, () => going.count > sofar);
      expect(stopped.count).toBe(before);
    });

    it('reach one who begins to listen after another has stopped', async () => {
      const first = listener(hosts[1]!);
      await nudgeUntil(hosts[0]!, () => first.count > 0);
      first.stop();
      const second = listener(hosts[1]!);
      await nudgeUntil(hosts[0]!, () => second.count > 0);
    });
  });
}

function listener(nudges: Nudges): { readonly count: number; stop(): void } {
  let count = 0;
  const stop = nudges.listen(() => void count++);
  return {
    get count() {
      return count;
    },
    stop,
  };
}

/** A nudge may be lost, so it is sent until it is heard. */
async function nudgeUntil(nudges: Nudges, heard: () => boolean): Promise<void> {
  while (!heard()) {
    nudges.send();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
