/** The three numbers of a semantic version. */
export function numbersOf(version: string): readonly [major: number, minor: number, patch: number] {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

/** Negative if the first is the lower version, 0 if they are the same. */
export function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [numbersOf(one), numbersOf(other)];
  const differing = ours.findIndex((number, index) => number !== theirs[index]);
  return differing === -1 ? 0 : ours[differing]! - theirs[differing]!;
}
