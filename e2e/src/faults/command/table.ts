import type { Result } from './result.ts';

/** What all runs of a fault have shown. */
export interface Row {
  readonly fault: string;
  readonly seeds: number;
  readonly valid: number;
  readonly invalid: number;
  readonly unknown: number;
  readonly broken: number;
  readonly orders: number;
  /** Milliseconds until nothing was left, of the runs in which that happened; null without any. */
  readonly drained: { readonly median: number; readonly most: number } | null;
}

/** A row for each fault that was run, by its number. */
export function tableOf(results: readonly Result[]): Row[] {
  const numbers = [...new Set(results.map(({ fault }) => fault))].sort();
  return numbers.map((fault) => rowOf(fault, results.filter((result) => result.fault === fault)));
}

function rowOf(fault: string, results: readonly Result[]): Row {
  const count = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length;
  const drained = results.flatMap((result) => (result.drained === null ? [] : [result.drained])).sort((one, other) => one - other);
  return {
    fault,
    seeds: results.length,
    valid: count('valid'),
    invalid: count('invalid'),
    unknown: count('unknown'),
    broken: count('broken'),
    orders: results.reduce((sum, { orders }) => sum + orders, 0),
    drained: drained.length === 0 ? null : { median: drained[Math.floor((drained.length - 1) / 2)]!, most: drained.at(-1)! },
  };
}

const heads = ['fault', 'seeds', 'valid', 'invalid', 'unknown', 'broken', 'orders', 'ms to drained', 'at most'];

/** The table as text, with the sum of all rows below. */
export function tableText(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const all: Row = {
    fault: 'all',
    seeds: sum(({ seeds }) => seeds),
    valid: sum(({ valid }) => valid),
    invalid: sum(({ invalid }) => invalid),
    unknown: sum(({ unknown }) => unknown),
    broken: sum(({ broken }) => broken),
    orders: sum(({ orders }) => orders),
    drained: null,
  };
  const cells = [heads, ...[...rows, all].map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd();
  return cells.map(line).join('\n');
}

function cellsOf({ fault, seeds, valid, invalid, unknown, broken, orders, drained }: Row): string[] {
  return [fault, ...[seeds, valid, invalid, unknown, broken, orders].map(String), ...(drained ? [String(drained.median), String(drained.most)] : ['', ''])];
}
