import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OperatorAct, OperatorActs } from '../acts/operator-acts.ts';

/** What every place for acts promises. @param start makes one with nothing in it */
export function describeOperatorActs(name: string, start: () => Promise<OperatorActs>): void {
  describe(name, () => {
    let acts: OperatorActs;
    beforeEach(async () => {
      acts = await start();
    });

    it('are none at first', async () => {
      expect(await acts.acts({ limit: 10 })).toEqual([]);
    });

    it('are given as they were noted, with the moment and a number', async () => {
      const hostile: OperatorAct = { kind: 'discard', subject: "orders 'checkout>orders/cus_1' 7", by: 'Ada \u0000 🌳', why: '<b>"so"</b>\n' };
      await acts.note(hostile);
      const [noted] = await acts.acts({ limit: 10 });
      expect(noted).toEqual({ ...hostile, number: expect.any(Number), at: expect.any(String) });
      expect(new Date(noted!.at).toISOString()).toBe(noted!.at);
    });

    it('are listed page by page, the newest first', async () => {
      for (const why of ['1', '2', '3']) await acts.note({ kind: 'retry', subject: 'orders', by: 'Ada', why });
      const first = await acts.acts({ limit: 2 });
      expect(first.map(({ why }) => why)).toEqual(['3', '2']);
      expect((await acts.acts({ limit: 2, before: first[1]!.number })).map(({ why }) => why)).toEqual(['1']);
    });
  });
}
