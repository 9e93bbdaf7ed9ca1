import type { ParkedAnswer, RetryAnswer } from '@banyan/control';
import type { Command, Outcome } from '../command.ts';
import { RefusedByControl, type ControlClient } from '../control-client.ts';
import { Reading } from './arguments.ts';
import { laneFlags } from './lane-flags.ts';
import { parkedText } from './parked.ts';
import { whyFlag, whyOf } from './why-flag.ts';

export const retry: Command = {
  name: 'retry',
  takes: '<module> <lane>|--all',
  does: 'have a parked lane go on with the call for which it is parked',
  flags: { all: { does: 'every lane of the module that is parked now' }, ...whyFlag, ...laneFlags },
  examples: [
    ["banyan retry orders 'checkout>orders/cus_12345678'", 'once what was wrong is mended'],
    ["banyan retry orders 'checkout>orders/cus_12345678' --dry-run", 'which call that would be'],
    ['banyan retry orders --all', 'once a mended release runs'],
  ],
  prepare(given) {
    const reading = new Reading(given.flags);
    const isAll = reading.has('all');
    const [module = '', lane] = reading.words(given.words, '<module>', ...(isAll ? [] : ['<lane>']));
    const request = { module, lane, by: reading.text('by') ?? given.user, why: whyOf(reading, given), ...(reading.has('dry-run') ? { dryRun: true } : {}) };
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control }) => {
        if (isAll) return retryAll(control, request);
        const answer = await control.send<RetryAnswer>('POST', 'lanes/retry', request);
        const head = answer.dryRun ? 'It would be tried again; nothing was changed.' : 'It is tried again. See whether it is parked anew: banyan parked';
        return { json: answer, text: [head, '', parkedText(answer.module, answer.parked)].join('\n') };
      },
    };
  },
};

/** One after the other; a lane that is not parked any more by then is passed over. */
async function retryAll(control: ControlClient, request: { readonly module: string; readonly dryRun?: boolean }): Promise<Outcome> {
  const { module, dryRun = false } = request;
  const retried: string[] = [];
  for (const lane of await parkedLanes(control, module)) {
    try {
      await control.send<RetryAnswer>('POST', 'lanes/retry', { ...request, lane });
      retried.push(lane);
    } catch (error) {
      if (!(error instanceof RefusedByControl) || error.problem.code !== 'notParked') throw error;
    }
  }
  const lanes = `${retried.length} ${retried.length === 1 ? 'lane' : 'lanes'}`;
  const text = dryRun ? `${lanes} would be tried again; nothing was changed.` : `Tried again: ${lanes}. See which are parked anew: banyan parked ${module}`;
  return { json: { module, dryRun, lanes: retried }, text };
}

async function parkedLanes(control: ControlClient, module: string): Promise<string[]> {
  const lanes: string[] = [];
  for (let next: string | null | undefined = ''; typeof next === 'string'; ) {
    const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const { modules }: ParkedAnswer = await control.get<ParkedAnswer>(`parked?module=${encodeURIComponent(module)}&limit=200${after}`);
    lanes.push(...(modules[0]?.parked ?? []).map(({ lane }) => lane));
    next = modules[0]?.next;
  }
  return lanes;
}
