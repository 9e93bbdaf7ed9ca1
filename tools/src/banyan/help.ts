import { flagHelp, type Flag } from '../start/flags.ts';
import { commonFlags, type Command } from './command.ts';
import { commands } from './commands/index.ts';
import { wrapped } from './table.ts';

/** What there is. @param only a first word, `rollout`, if not all is meant */
export function help(only?: string): string {
  const shown = commands.filter(({ name }) => only === undefined || name.startsWith(`${only} `));
  const calls = shown.map(({ name, takes, does }) => ({ call: `banyan ${name} ${takes}`.trimEnd(), does }));
  return [
    'banyan <command> [flags]: see where calls are answered and what waits, move them; judge contracts.',
    '',
    ...calls.flatMap(({ call, does }) => [`  ${call}`, `      ${does}`]),
    '',
    'Flags of every command:',
    ...flagLines(commonFlags),
    '',
    'Exit codes: 0 done, 1 refused or something was found, 2 called wrongly, 3 not reachable.',
    'Examples: banyan <command> --help',
  ].join('\n');
}

/** How one command is used. */
export function commandHelp({ name, takes, does, flags, examples }: Command): string {
  return [
    `banyan ${name} ${takes}`.trimEnd(),
    `    ${does}`,
    '',
    'Flags:',
    ...flagLines({ ...flags, ...commonFlags }),
    '',
    'Examples:',
    ...examples.flatMap(([line, what]) => [`  ${line}`, `      ${what}`]),
  ].join('\n');
}

/** The flags, what does not fit a line below where it began. */
function flagLines(flags: Readonly<Record<string, Flag>>): string[] {
  const column = 4 + Math.max(...Object.entries(flags).map(([name, { value }]) => `--${name}${value ? ` ${value}` : ''}`.length));
  return flagHelp(flags).map((line) => wrapped(line, ' '.repeat(column)));
}
