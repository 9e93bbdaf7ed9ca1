import { setTimeout as pause } from 'node:timers/promises';
import { OperationError, Unavailable } from '@banyan/contracts/define';
import { BRIEF, letter, outcomeOf, type Handle, type Letter, type Running } from './probe.testing.ts';

/** Starts the module and its host, to do what it is told. */
export type Start = (handle?: Handle) => Promise<Running>;

/** A situation, played in some placement: what its caller, and the module, could tell of it. */
export type Play = (start: Start) => Promise<unknown>;

const asked = (handle?: Handle, ...given: Parameters<Running['ask']>): Play => async (start) => outcomeOf((await start(handle)).ask(...given));

class Label {
  readonly text = 'class';
  readonly tags = [];
  get shout() {
    return this.text.toUpperCase();
  }
}

/** What can become of a call whose answer is waited for. */
export const callSituations: Readonly<Record<string, Play>> = {
  'a good answer': asked(),
  'a declared failure': asked(() => {
    throw new OperationError('refused', { reason: 'closed' }, 'We are closed; come back tomorrow.');
  }),
  'a declared failure with data that does not fit': asked(() => {
    throw new OperationError('refused', { reason: 7 }, 'We are closed.');
  }),
  'an undeclared failure': asked(() => {
    throw new Error('secret');
  }),
  'something needed that is away': asked(() => {
    throw new Unavailable('The shelf');
  }),
  'an input that does not fit': asked(undefined, { text: 7, tags: [] }),
  'an answer that does not fit': asked(() => ({ text: 'x', tags: 'many' })),
  'a caller who may not': asked(undefined, letter, { principal: { kind: 'guest' } }),
  'a deadline that has passed': asked(undefined, letter, { deadline: 0 }),
  'several reasons to refuse': async (start) => {
    const { ask } = await start();
    const [guest, late] = [{ principal: { kind: 'guest' } }, { deadline: 0 }] as const;
    const codeOf = (call: Promise<unknown>) => outcomeOf(call).then((outcome) => 'failed' in outcome && outcome.failed);
    return {
      guestTooLate: await codeOf(ask(letter, { ...guest, ...late })),
      guestAsksWrongly: await codeOf(ask({}, guest)),
      wrongAndTooLate: await codeOf(ask({}, late)),
    };
  },

  'who asks, as the handler hears it': async (start) => {
    const heard: unknown[] = [];
    const { ask } = await start((given, { deadline: _, ...context }) => (heard.push(context), given));
    await ask();
    return heard;
  },
  'the time that a handler is told it has': async (start) => {
    const deadline = Date.now() + 3_600_000;
    const told: number[] = [];
    const { ask } = await start((given, context) => (told.push(context.deadline), given));
    await ask(letter, { deadline });
    return told[0] === deadline ? 'the caller’s' : told[0]! < deadline ? 'less' : 'more';
  },

  'a handler that changes its input': async (start) => {
    const { ask } = await start((given) => (given.tags.push('changed'), given));
    const input: Letter = { text: 'mine', tags: [] };
    return { answer: await ask(input), input };
  },
  'a caller that changes its input after asking': async (start) => {
    const { ask } = await start(async (given) => (await pause(1), given));
    const input: Letter = { text: 'mine', tags: [] };
    const answer = ask(input);
    input.tags.push('changed');
    return answer;
  },
  'a caller that changes the answer': async (start) => {
    const kept: Letter = { text: 'kept', tags: [] };
    const { ask } = await start(() => kept);
    (await ask()).tags.push('changed');
    return { kept, next: await ask() };
  },

  'undefined members': async (start) => {
    const seen: string[][] = [];
    const { ask } = await start((given) => (seen.push(Object.keys(given)), { ...given, note: undefined }));
    return { seen, answered: Object.keys(await ask({ ...letter, note: undefined })) };
  },
  'members that no schema names': async (start) => {
    const seen: string[][] = [];
    const { ask } = await start((given) => (seen.push(Object.keys(given)), { ...given, more: 1 }));
    return { seen, answered: Object.keys(await ask({ ...letter, more: 1 })) };
  },
  'a Date in the input': asked(undefined, { ...letter, text: new Date(0) }),
  'a Date in the answer': asked(() => ({ ...letter, text: new Date(0) })),
  'instances of a class': async (start) => {
    const seen: boolean[] = [];
    const { ask } = await start((given) => (seen.push(given instanceof Label, 'shout' in given), new Label()));
    const answer = await ask(new Label());
    return { seen, answer: { ...answer }, answered: [answer instanceof Label, 'shout' in answer] };
  },
  'text that no Unicode has': asked(undefined, { text: '\ud800 \u0000 \u2028', tags: [] }),

  'answers in another order than the calls': async (start) => {
    const names = ['a', 'b', 'c'];
    const gates = new Map(names.map((name) => [name, Promise.withResolvers<void>()]));
    const { ask } = await start(async (given) => (await gates.get(given.text)!.promise, given));
    const answered: string[] = [];
    const calls = new Map(names.map((name) => [name, ask({ text: name, tags: [] }).then(({ text }) => answered.push(text))]));
    for (const name of ['c', 'a', 'b']) {
      gates.get(name)!.resolve();
      await calls.get(name);
    }
    return answered;
  },

  'the turn of the event loop': async (start) => {
    let begun = false;
    const { ask } = await start((given) => ((begun = true), given));
    let turned = false;
    setImmediate(() => (turned = true));
    const answer = ask();
    const atOnce = begun;
    await answer;
    return { begun: atOnce ? 'within the call' : 'later', answered: turned ? 'later' : 'in the same turn' };
  },
  'a handler that takes longer than its time': async (start) => {
    const { askBriefly } = await start(async (given) => (await pause(2 * BRIEF), given));
    return outcomeOf(askBriefly());
  },

  'a host that has gone': async (start) => {
    const { ask, stopHost } = await start();
    await stopHost();
    return outcomeOf(ask());
  },
  'a host that goes while it works': async (start) => {
    const [begun, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { ask, stopHost } = await start(async (given) => (begun.resolve(), await going.promise, given));
    const outcome = outcomeOf(ask());
    await begun.promise;
    await stopHost();
    going.resolve();
    return outcome;
  },
  'an answer that is lost': async (start) => {
    const done: string[] = [];
    const module: Running = await start(async (given) => {
      done.push('the work');
      await module.stopHost();
      return given;
    });
    return { done, ...(await outcomeOf(module.ask())) };
  },
};
