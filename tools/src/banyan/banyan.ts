import { Unreadable } from '../contracts/unreadable.ts';
import { readFlags } from '../start/flags.ts';
import { nearest } from '../start/nearest.ts';
import { Unreachable } from './ask.ts';
import { commonFlags, exits, type Command } from './command.ts';
import { commands } from './commands/index.ts';
import { RefusedByControl } from './control-client.ts';
import { commandHelp, help } from './help.ts';
import { CalledWrongly, reachOf } from './reach.ts';

/** The world around a command. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The workspace's folder: it holds the data folder `.banyan`. */
  readonly folder: string;
  /** The person at the keyboard. */
  readonly user: string;
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs a command. @returns its exit code: 0 done, 1 refused or something was found, 2 called wrongly, 3 not reachable */
export async function banyan(args: readonly string[], world: World): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (command) return runCommand(command, args.slice(command.name.split(' ').length), args, world);

  const family = args[0] !== undefined && commands.some(({ name }) => name.startsWith(`${args[0]} `)) ? args[0] : undefined;
  if (args.includes('--help')) {
    world.say(help(family));
    return exits.done;
  }
  world.complain(unknownCommand(args, family));
  return exits.calledWrongly;
}

async function runCommand(command: Command, rest: readonly string[], args: readonly string[], world: World): Promise<number> {
  if (rest.includes('--help')) {
    world.say(commandHelp(command));
    return exits.done;
  }
  const { given, words, mistakes } = readFlags<string>(rest, { ...command.flags, ...commonFlags });
  const prepared = command.prepare({ words, flags: given, user: world.user, line: lineOf(args) });
  const wrong = [...mistakes, ...('mistakes' in prepared ? prepared.mistakes : [])];
  if (wrong.length > 0 || 'mistakes' in prepared) {
    world.complain([...new Set(wrong), `See banyan ${command.name} --help`].join('\n'));
    return exits.calledWrongly;
  }
  try {
    const { text, json, isFinding = false } = await ('alone' in prepared ? prepared.alone() : prepared.run(reachOf(given, world)));
    world.say(given.has('json') ? JSON.stringify(json, null, 2) : text);
    return isFinding ? exits.refused : exits.done;
  } catch (error) {
    return failed(error, { ...world, asJson: given.has('json') });
  }
}

/** With `--json` a refusal is its problem document, on stdout like every other answer. */
function failed(error: unknown, { say, complain, asJson }: World & { readonly asJson: boolean }): number {
  if (error instanceof CalledWrongly || error instanceof Unreadable) {
    complain(error.message);
    return exits.calledWrongly;
  }
  if (error instanceof Unreachable) {
    complain(error.message);
    return exits.notReachable;
  }
  if (!(error instanceof RefusedByControl)) throw error;
  const { problem } = error;
  if (asJson) say(JSON.stringify(problem, null, 2));
  complain(`${problem.title}\n${problem.next}`);
  if (problem.code === 'unavailable') return exits.notReachable;
  return problem.code === 'invalidRequest' ? exits.calledWrongly : exits.refused;
}

/** The command as it was given, for the history; without what is secret. */
function lineOf(args: readonly string[]): string {
  const shown = args.filter((arg, index) => !arg.startsWith('--token') && args[index - 1] !== '--token');
  return ['banyan', ...shown].join(' ');
}

function unknownCommand([first, second]: readonly string[], family: string | undefined): string {
  if (first === undefined) return help();
  if (first.startsWith('-')) return 'Name the command first, such as: banyan routes --json. There are more: banyan --help';
  const given = family === undefined ? first : `${first} ${second ?? ''}`.trim();
  const names = commands.map(({ name }) => name);
  const meant = nearest(given, family === undefined ? names : names.filter((name) => name.startsWith(`${family} `)));
  return `There is no command '${given}'.${meant ? ` Did you mean: banyan ${meant}?` : ''} See banyan ${family === undefined ? '' : `${family} `}--help`;
}
