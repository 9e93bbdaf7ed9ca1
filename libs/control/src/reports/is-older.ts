/** Whether a contract's version comes before another's, number by number: 1.9.0 before 1.10.0. */
export function isOlder(version: string, other: string): boolean {
  const [mine, theirs] = [numbersOf(version), numbersOf(other)];
  const at = mine.findIndex((number, index) => number !== theirs[index]);
  return at >= 0 && mine[at]! < theirs[at]!;
}

function numbersOf(version: string): [number, number, number] {
  const [first = 0, second = 0, third = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [first, second, third];
}
