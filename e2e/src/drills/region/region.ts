import type { Drill } from '../drill.ts';
import { ensureOwnNetworks } from '../namespaces/own-network.ts';
import { openPlace } from '../namespaces/place.ts';
import type { OutsideWork } from './outside.ts';

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const region: Drill = {
  shows: 'the cable of the home region is pulled out with orders unread in its queue, the recovery region takes over and later gives back: what comes back is fenced, the queue is drained at the end, and no order is there twice',
  async run({ plan, report }) {
    await ensureOwnNetworks();
    const outside = await openPlace<OutsideWork>(new URL('outside.ts', import.meta.url), report);
    const heed = (how: 'on' | 'off') => interruptions.forEach((signal) => process[how](signal, breakOff));
    const breakOff = () => {
      heed('off');
      report('Broken off. What was made is taken away.');
      void outside.end().then(() => {
        report('All of it is gone.');
        process.exit(130);
      });
    };
    heed('on');
    try {
      return await outside.work.play(plan);
    } finally {
      heed('off');
      await outside.end();
    }
  },
};
