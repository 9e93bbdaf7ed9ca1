import { randomInt } from 'node:crypto';
import { faultHelp, readFaultOptions } from './command/options.ts';
import { playAll } from './command/play-all.ts';

/**
 * `npm run faults`: breaks things on purpose while a real shop sells, and holds it to its promises. Exit code 0 if all were kept, 1 if one was broken
 * or a run shows too little, 2 if it was called wrongly.
 */
const args = process.argv.slice(2);
const { options, mistakes } = readFaultOptions(args, { anySeed: randomInt(1_000_000_000), folder: process.cwd() });
if (args.includes('--help') || mistakes.length > 0) {
  process.stderr.write(`${(args.includes('--help') ? faultHelp() : [...mistakes, '', 'npm run faults -- --help tells what there is.']).join('\n')}\n`);
  process.exit(args.includes('--help') ? 0 : 2);
}

console.log(options.seeds.length === 1 ? `The seed is ${options.seeds[0]}.` : `The seeds are ${options.seeds[0]} to ${options.seeds.at(-1)}.`);
const results = await playAll(options, (line) => console.log(line));
process.exitCode = results.every(({ verdict }) => verdict === 'valid') ? 0 : 1;
