import { describe, expect, it } from '@jest/globals';
import { NoAnswer } from '../ports/payment-provider.ts';
import { settle } from './settle.ts';

const silence = () => Promise.reject(new NoAnswer('nothing heard'));
const answers = (value: string | undefined) => () => Promise.resolve(value);

/** Runs the steps with these answers in turn, and tells which steps were taken. */
async function play({ resumes, acts, asks }: { resumes: boolean; acts: (() => Promise<unknown>)[]; asks: (() => Promise<unknown>)[] }) {
  const taken: string[] = [];
  const next = (name: string, script: (() => Promise<unknown>)[]) => () => {
    taken.push(name);
    return script.shift()!();
  };
  const outcome = await settle({ resumes, act: next('act', acts), ask: next('ask', asks) }).catch((error: Error) => error.name);
  return { taken, outcome };
}

describe('settling with the provider', () => {
  it.each([
    ['acts at first', { resumes: false, acts: [answers('done')], asks: [] }, ['act'], 'done'],
    ['asks first where an attempt was left open', { resumes: true, acts: [], asks: [answers('done')] }, ['ask'], 'done'],
    ['acts once it has heard that nothing was done', { resumes: true, acts: [answers('done')], asks: [answers(undefined)] }, ['ask', 'act'], 'done'],
    ['does not act while it hears nothing', { resumes: true, acts: [], asks: [silence] }, ['ask'], 'NoAnswer'],
    ['asks what became of an act without an answer', { resumes: false, acts: [silence], asks: [answers('done')] }, ['act', 'ask'], 'done'],
    ['acts once more if the act did not arrive', { resumes: false, acts: [silence, answers('done')], asks: [answers(undefined)] }, ['act', 'ask', 'act'], 'done'],
    ['gives up after the second act', { resumes: false, acts: [silence, silence], asks: [answers(undefined)] }, ['act', 'ask', 'act'], 'NoAnswer'],
    ['lets a refusal through at once', { resumes: false, acts: [() => Promise.reject(new Error('refused'))], asks: [] }, ['act'], 'Error'],
  ])('%s', async (_what, script, taken, outcome) => {
    expect(await play(script)).toEqual({ taken, outcome });
  });
});
