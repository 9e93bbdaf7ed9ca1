/**
 * The command that makes a call again, to be typed into a POSIX shell.
 * @param at `home`, or a target by its name
 */
export function repeatCommand(address: string, input: string, at: string): string {
  return `banyan call ${quoted(address)} --input ${always(input)} --at ${quoted(at)}`;
}

function quoted(word: string): string {
  return /^[\w.:-]+$/.test(word) ? word : always(word);
}

function always(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
