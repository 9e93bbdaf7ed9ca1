import type { ChangeAnswer } from '@banyan/control';
import type { Step } from '@banyan/strangler';
import type { Command } from '../command.ts';
import { Reading } from './arguments.ts';
import { changed, changeFlags, wishOf } from './changes.ts';

export const rolloutStart: Command = {
  name: 'rollout start',
  takes: '<entry>',
  does: 'begin to move an operation, a group or a module to another host, step by step',
  flags: {
    target: { value: '<host>', does: 'the host that is to answer in the end' },
    mode: { value: 'automatic|manual', does: 'whether it goes on by itself; automatic if left out. Back it goes by itself in both' },
    steps: { value: '<steps>', does: 'shadow:100,canary:1,…,canary:100,remote if left out' },
    'minimum-samples': { value: '<calls>', does: 'calls that the target must have taken in a step; 200 if left out' },
    dwell: { value: '<seconds>', does: 'how long a step lasts at least; 60 if left out' },
    'error-rate': { value: '<percent>', does: 'calls that may fail beyond home’s own share; 1 if left out' },
    'slower-by': { value: '<factor>', does: 'times home’s p99 that the target’s may be; 1.5 if left out' },
    'slower-by-ms': { value: '<ms>', does: 'milliseconds of difference that do not count; 20 if left out' },
    'mismatch-rate': { value: '<percent>', does: 'compared answers that may differ beyond noise; 0 if left out' },
    ...changeFlags,
  },
  examples: [
    ["banyan rollout start 'catalog.*' --target catalog", 'by shadow and canaries to remote, by itself'],
    ["banyan rollout start 'orders.*' --target orders --mode manual --steps canary:10,remote", 'by hand'],
    ["banyan rollout start 'catalog.*' --target catalog --dry-run", 'what its first step would change'],
  ],
  prepare(given) {
    const reading = new Reading(given.flags);
    const [entry = ''] = reading.words(given.words, '<entry>');
    const target = reading.needed('target', '<host>');
    const mode = reading.text('mode');
    if (mode !== undefined && mode !== 'automatic' && mode !== 'manual') reading.mistakes.push(`--mode ${mode} is none of automatic, manual.`);
    const steps = stepsIn(reading);
    const gate = gateIn(reading);
    const wish = wishOf(reading, given);
    if (reading.mistakes.length > 0) return reading;
    const body = { target, ...(mode ? { mode } : {}), ...(steps ? { steps } : {}), ...(Object.keys(gate).length > 0 ? { gate } : {}), ...wish };
    return { run: async ({ control }) => changed(await control.send<ChangeAnswer>('POST', `rollouts/${encodeURIComponent(entry)}`, body)) };
  },
};

function stepsIn(reading: Reading): Step[] | undefined {
  return reading
    .text('steps')
    ?.split(',')
    .flatMap((word): Step[] => {
      if (word === 'remote') return [{ kind: 'remote' }];
      const [, kind, percent] = /^(shadow|canary):(\d+(?:\.\d+)?)$/.exec(word) ?? [];
      if (kind === 'shadow' || kind === 'canary') return [{ kind, percent: Number(percent) }];
      reading.mistakes.push(`--steps: '${word}' is no step; write shadow:<percent>, canary:<percent> or remote, with commas between.`);
      return [];
    });
}

/** The gate as the control API takes it: milliseconds and shares. */
function gateIn(reading: Reading): Record<string, number> {
  const anything = { min: 0, max: Infinity };
  const percent = { min: 0, max: 100 };
  const parts: readonly [name: string, value: number | undefined][] = [
    ['minimumSamples', reading.number('minimum-samples', { min: 1, max: 1e9, whole: true })],
    ['dwellMs', times(reading.number('dwell', { min: 0, max: 1e6 }), 1_000)],
    ['errorRate', times(reading.number('error-rate', percent), 0.01)],
    ['slowerBy', reading.number('slower-by', { min: 1, max: Infinity })],
    ['slowerByMs', reading.number('slower-by-ms', anything)],
    ['mismatchRate', times(reading.number('mismatch-rate', percent), 0.01)],
  ];
  return Object.fromEntries(parts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function times(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : Number((value * factor).toPrecision(12));
}
