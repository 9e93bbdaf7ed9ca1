import { isBreak, type Difference } from './finding.ts';
import { numbersOf } from './semantic-version.ts';

/** The lowest version that may bring these differences: a break raises the first number, an addition the second, nothing nothing. */
export function leastVersion(older: string, differences: readonly Difference[]): string {
  const [major, minor] = numbersOf(older);
  if (differences.some(isBreak)) return `${major + 1}.0.0`;
  return differences.length > 0 ? `${major}.${minor + 1}.0` : older;
}
