import type { Rollout } from './answers.ts';
import { durationWords, shareWords } from './words.ts';

/** What each gate of a rollout asks for, as people say it. */
export function gateWords({ gate, target }: Pick<Rollout, 'gate' | 'target'>): Readonly<Record<'Calls' | 'Time' | 'Failures' | 'Latency' | 'Answers', string>> {
  return {
    Calls: `${gate.minimumSamples.toLocaleString('en-GB')} that ${target} has taken`,
    Time: `${durationWords(gate.dwellMs)} in each step`,
    Failures: `at most ${shareWords(gate.errorRate)} more than at home`,
    Latency: `p99 at most ${gate.slowerBy} times home’s; less than ${gate.slowerByMs} ms do not count`,
    Answers: `at most ${shareWords(gate.mismatchRate)} differ beyond noise`,
  };
}
