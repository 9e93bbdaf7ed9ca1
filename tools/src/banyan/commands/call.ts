import type { OverrideAnswer } from '@banyan/control';
import type { Command, Outcome } from '../command.ts';
import { Reading } from './arguments.ts';

/** Minutes for which the override of one call holds. */
const MINUTES = 1;

export const call: Command = {
  name: 'call',
  takes: '<operation>',
  does: 'make a call at one side of its route, as an operator',
  flags: {
    input: { value: '<json>', does: 'what the operation is asked' },
    at: { value: 'home|<host>', does: 'who is to answer' },
    by: { value: '<name>', does: 'who does it; your login name if left out' },
  },
  examples: [
    [`banyan call catalog.getProduct --input '{"market":"GB","sku":"A-1"}' --at home`, 'what home answers'],
    [`banyan call catalog.getProduct --input '{"market":"GB","sku":"A-1"}' --at catalog`, 'what catalog answers'],
  ],
  prepare({ words, flags, user }) {
    const reading = new Reading(flags);
    const [address = ''] = reading.words(words, '<operation>');
    const input = jsonIn(reading.needed('input', `'{}'`), reading);
    const at = reading.needed('at', 'home');
    if (reading.mistakes.length > 0) return reading;
    return {
      run: async ({ control, operator }) => {
        const caller = operator();
        const routes = { [address]: at === 'home' ? 'local' : at };
        const { token } = await control.send<OverrideAnswer>('POST', 'overrides', { routes, minutes: MINUTES, by: reading.text('by') ?? user, why: `banyan call ${address} --at ${at}` });
        return outcomeOf(await caller.call(address, input, token), { address, at });
      },
    };
  },
};

function outcomeOf(reply: { readonly status: number; readonly body: unknown; readonly overridden: boolean }, { address, at }: { readonly address: string; readonly at: string }): Outcome {
  const { status, body, overridden } = reply;
  const json = { address, at: overridden ? at : null, status, answer: body };
  const answer = JSON.stringify(body, null, 2) ?? 'Nothing came back.';
  if (overridden) return { json, text: answer, isFinding: status >= 400 };
  const text = status >= 400 ? answer : `The operator’s listener took no notice of where it was to be answered: ${at} may not have seen the call. Update the host that listens.`;
  return { json, text, isFinding: true };
}

function jsonIn(text: string, reading: Reading): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    reading.mistakes.push(`--input ${text} is no JSON; write --input '{"sku":"A-1"}'.`);
    return undefined;
  }
}
