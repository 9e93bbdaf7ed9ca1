import type { ShadowsAnswer } from '@banyan/control';
import { shareWords, timeWords } from '@banyan/control/words';
import type { Command } from '../command.ts';
import { table, wrapped } from '../table.ts';
import { Reading } from './arguments.ts';

type Shadow = ShadowsAnswer['shadows'][number];
type Sample = ShadowsAnswer['samples'][number];

export const shadowReport: Command = {
  name: 'shadow report',
  takes: '[<entry>]',
  does: 'show what shadowing has found; it exits with 1 if answers differ beyond noise',
  flags: {
    since: { value: '<version>', does: 'only what was found under this version of the routes and later ones' },
    samples: { value: '<n>', does: 'so many mismatches in full; 3 if left out' },
  },
  examples: [
    ['banyan shadow report', 'everything that is or was shadowed'],
    ['banyan shadow report catalog.getProduct --samples 10', 'one operation, with ten mismatches'],
  ],
  prepare({ words, flags }) {
    const reading = new Reading(flags);
    const [entry] = words.length === 0 ? [undefined] : reading.words(words, '<entry>');
    const since = reading.number('since', { min: 1, max: 999_999_999, whole: true });
    const shown = reading.number('samples', { min: 0, max: 1_000, whole: true }) ?? 3;
    if (reading.mistakes.length > 0) return reading;
    const query = new URLSearchParams({ ...(entry === undefined ? {} : { entry }), ...(since === undefined ? {} : { since: String(since) }) }).toString();
    return {
      run: async ({ control }) => {
        const answer = await control.get<ShadowsAnswer>(`shadows${query === '' ? '' : `?${query}`}`);
        return { json: answer, text: reportText(answer, shown), isFinding: answer.shadows.some(({ beyondNoise }) => beyondNoise.places.length > 0) };
      },
    };
  },
};

function reportText({ shadows, samples }: ShadowsAnswer, shown: number): string {
  if (shadows.length === 0) return 'Nothing was shadowed. Begin: banyan set <entry> shadow --target <host> --percent 100';
  const rows = shadows.map(({ tally }) => [
    tally.address,
    tally.target,
    String(tally.compared),
    String(tally.mismatched),
    `${tally.noiseMismatched} of ${tally.noiseCompared}`,
    String(tally.failed),
    String(tally.dropped),
  ]);
  return [
    table(['operation', 'target', 'compared', 'differed', 'noise at home', 'failed', 'dropped'], rows),
    '',
    ...shadows.flatMap(placeLines),
    ...samples.slice(0, shown).flatMap((sample) => ['', ...sampleLines(sample)]),
    ...(samples.length > shown ? ['', `${samples.length - shown} more samples are kept; see --samples and --json.`] : []),
  ].join('\n');
}

function placeLines({ tally, beyondNoise, minimum }: Shadow): string[] {
  const who = `${tally.address} at ${tally.target}`;
  if (tally.compared < minimum) return [wrapped(`${who}: too few answers for a conclusion, ${tally.compared} of ${minimum}.`, '  ')];
  if (beyondNoise.places.length === 0) return [wrapped(`${who}: nothing differs beyond noise.`, '  ')];
  return [
    wrapped(`${who}: ${shareWords(beyondNoise.rate)} of the answers differ beyond noise:`, '  '),
    ...beyondNoise.places.map(({ pointer, rate, because }) =>
      wrapped(`  ${pointer === '' ? '(other places)' : pointer}  ${shareWords(rate)}, ${because === 'stood' ? 'the same each time the call was repeated' : 'more often than home differs from itself'}`, '    '),
    ),
  ];
}

function sampleLines({ address, target, version, at, trace, input, outcomes, differences, commands }: Sample): string[] {
  return [
    wrapped(`${address} at ${target}, ${timeWords(at)} UTC, version ${version}, trace ${trace}`, '  '),
    `  input   ${short(input)}`,
    `  home    ${short(outcomes.home)}`,
    `  target  ${short(outcomes.target)}`,
    ...differences.map(({ pointer }) => `  differs ${pointer === '' ? '(all of it)' : pointer}`),
    ...(commands ? ['  Repeat it:', `    ${commands.home}`, `    ${commands.target}`] : []),
  ];
}

/** As much as fits a line beside its heading; `--json` has all. */
function short(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 89)}…`;
}
