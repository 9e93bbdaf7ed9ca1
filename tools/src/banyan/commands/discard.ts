import type { DiscardAnswer } from '@banyan/control';
import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { laneFlags } from './lane-flags.ts';
import { parkedText } from './parked.ts';

export const discard: Command = {
  name: 'discard',
  takes: '<module> <lane>',
  does: 'give up the call for which a lane is parked, and have the lane go on behind it',
  flags: {
    sequence: { value: '<n>', does: 'the call that is meant, as banyan parked shows it' },
    reason: { value: '<reason>', does: 'why; it is kept with the call' },
    ...laneFlags,
  },
  examples: [
    ["banyan discard orders 'checkout>orders/cus_12345678' --sequence 7 --reason 'Ordered anew.'", 'that call, and no other'],
    ["banyan discard orders 'checkout>orders/cus_12345678' --sequence 7 --reason 'No.' --dry-run", 'which call that would be'],
  ],
  prepare(given) {
    const reading = new Reading(given.flags);
    const [module, lane] = reading.words(given.words, '<module>', '<lane>');
    if (!reading.has('sequence')) reading.needed('sequence', '7');
    const sequence = reading.number('sequence', { min: 1, max: Number.MAX_SAFE_INTEGER, whole: true });
    const reason = reading.needed('reason', "'Ordered anew.'");
    const request = { module, lane, sequence, reason, by: reading.text('by') ?? given.user, ...(reading.has('dry-run') ? { dryRun: true } : {}) };
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        const answer = await control.send<DiscardAnswer>('POST', 'lanes/discard', request);
        return { json: answer, text: discardText(answer) };
      },
    };
  },
};

function discardText({ module, dryRun, parked }: DiscardAnswer): string {
  if (!parked) return 'It was discarded before; nothing was changed.';
  const head = dryRun ? 'It would be discarded; nothing was changed.' : `It is discarded, and kept in the table inbox_discarded of ${module}.`;
  return [head, '', parkedText(module, parked)].join('\n');
}
