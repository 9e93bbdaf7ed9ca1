/** Something that files may import. */
export interface Target {
  /** As people read it. */
  readonly name: string;
  /** What the import resolves to, from the workspace's folder: a regular expression without its start anchor. `$1` is the importing package. */
  readonly path: string;
}

/** Files that live under one rule: what they may import, and why. */
export interface Zone {
  readonly rule: string;
  /** Who, as the subject of a sentence. */
  readonly who: string;
  /** Its files, from the workspace's folder: a regular expression without its start anchor; its first group is the package. */
  readonly files: string;
  /** Only those of the files that carry tests; without it, only those that do not. */
  readonly tests?: true;
  /** Besides what is listed, anything from npm and Node itself. */
  readonly anyVendor?: true;
  readonly may: readonly Target[];
  /** The reason, or what to do instead: whole sentences. */
  readonly because: string;
}

/** The rule as a sentence that names the allowed targets. */
export function sentenceOf({ who, may, anyVendor, because }: Zone): string {
  const names = [...may.map(({ name }) => name), ...(anyVendor ? ['anything from npm and Node'] : [])];
  return `${who} may import ${inWords(names)}. ${because}`;
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
