/** Whether a caller and a host understand each other: the first numbers of their contracts' versions are the same. */
export function isSameContract(served: string, wanted: string): boolean {
  return firstNumber(served) === firstNumber(wanted);
}

/** Whether something was written under a contract that this host may not understand: its version's first number is higher. */
export function isNewerContract(served: string, written: string): boolean {
  return Number.parseInt(firstNumber(written), 10) > Number.parseInt(firstNumber(served), 10);
}

function firstNumber(version: string): string {
  return version.split('.', 1)[0] ?? '';
}
