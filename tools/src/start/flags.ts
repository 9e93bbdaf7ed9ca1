import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';

/** A flag of a command: `<value>` if it takes one, and what it does. */
export interface Flag {
  readonly value?: string;
  readonly does: string;
}

export interface ReadFlags<Name extends string> {
  /** What was given; a flag without a value reads as the empty string. */
  readonly given: ReadonlyMap<Name, string>;
  readonly words: readonly string[];
  readonly mistakes: readonly string[];
}

/**
 * Reads a command line and collects everything that is wrong with it, with what would be right. The word after
 * an unknown flag counts as that flag's value.
 */
export function readFlags<Name extends string>(args: readonly string[], flags: Readonly<Record<Name, Flag>>): ReadFlags<Name> {
  const names = Object.keys(flags) as Name[];
  const isKnown = (name: string): name is Name => name in flags;
  const given = new Map<Name, string>();
  const words: string[] = [];
  const mistakes: string[] = [];

  const types = names.map((name) => [name, { type: flags[name].value ? 'string' : 'boolean' }] as const);
  const { tokens } = parseArgs({ args: [...args], options: Object.fromEntries(types), strict: false, tokens: true });
  let afterUnknown = false;
  for (const token of tokens) {
    if (token.kind === 'positional' && !afterUnknown) words.push(token.value);
    afterUnknown = token.kind === 'option' && !isKnown(token.name);
    if (token.kind !== 'option') continue;
    const mistake = isKnown(token.name) ? valueMistake(token.name, token, flags[token.name]) : unknownFlag(token.rawName, names);
    if (mistake) mistakes.push(mistake);
    else if (given.has(token.name as Name)) mistakes.push(`${token.rawName} is given twice; give it once.`);
    else given.set(token.name as Name, token.value ?? '');
  }
  return { given, words, mistakes };
}

/** The flags as lines of a help text. */
export function flagHelp(flags: Readonly<Record<string, Flag>>): string[] {
  const calls = Object.entries(flags).map(([name, { value, does }]) => ({ call: `--${name}${value ? ` ${value}` : ''}`, does }));
  const width = Math.max(...calls.map(({ call }) => call.length));
  return calls.map(({ call, does }) => `  ${call.padEnd(width)}  ${does}`);
}

function valueMistake(name: string, token: { readonly value?: string | undefined; readonly inlineValue?: boolean | undefined }, flag: Flag): string | undefined {
  if (!flag.value) return token.value === undefined ? undefined : `--${name} takes no value; leave out '${token.value}'.`;
  const swallowedFlag = !token.inlineValue && token.value?.startsWith('-');
  return token.value && !swallowedFlag ? undefined : `--${name} needs a value: --${name} ${flag.value}`;
}

function unknownFlag(rawName: string, names: readonly string[]): string {
  const meant = nearest(rawName.replace(/^-+/, ''), names);
  return meant
    ? `${rawName} is not a flag. Did you mean --${meant}?`
    : `${rawName} is not a flag. There are: ${names.map((name) => `--${name}`).join(', ')}.`;
}
