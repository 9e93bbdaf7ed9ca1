/** Tells a figure of a proof to whoever runs it. */
export function tell(what: string, figure: string | number): void {
  process.stdout.write(`  ${what}: ${figure}\n`);
}

/** The value below which so many percent of them are; 0 without any. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}
