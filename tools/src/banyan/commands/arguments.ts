/** Collects what is wrong with a call while its words and flags are read. */
export class Reading {
  readonly mistakes: string[] = [];
  readonly #flags: ReadonlyMap<string, string>;

  constructor(flags: ReadonlyMap<string, string>) {
    this.#flags = flags;
  }

  /** Exactly the words that are named, `<entry>`; an empty one for each that is missing. */
  words(given: readonly string[], ...names: string[]): string[] {
    for (const name of names.slice(given.length)) this.mistakes.push(`${name} is missing.`);
    for (const word of given.slice(names.length)) this.mistakes.push(`'${word}' is one word too many; leave it out.`);
    return names.map((_, index) => given[index] ?? '');
  }

  has(name: string): boolean {
    return this.#flags.has(name);
  }

  text(name: string): string | undefined {
    return this.#flags.get(name);
  }

  /** A flag that the command cannot do without. */
  needed(name: string, example: string): string {
    const value = this.#flags.get(name);
    if (value === undefined) this.mistakes.push(`--${name} is missing; write --${name} ${example}.`);
    return value ?? '';
  }

  /** A number from `min` to `max`. */
  number(name: string, range: { readonly min: number; readonly max: number; readonly whole?: boolean }): number | undefined {
    const text = this.#flags.get(name);
    if (text === undefined) return undefined;
    return this.numberIn(`--${name}`, text, range);
  }

  numberIn(what: string, text: string, { min, max, whole = false }: { readonly min: number; readonly max: number; readonly whole?: boolean }): number | undefined {
    const value = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    const bounds = max === Infinity ? `from ${min} on` : `from ${min} to ${max}`;
    this.mistakes.push(`${what} ${text} is not ${whole ? 'a whole number' : 'a number'} ${bounds}.`);
    return undefined;
  }
}
