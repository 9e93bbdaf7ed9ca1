import type { Rollout } from './answers.ts';

type Gate = Rollout['gate'];

interface FieldOfGate {
  readonly name: string;
  readonly part: keyof Gate;
  readonly label: string;
  /** What it asks for, and what holds if it is left empty. */
  readonly hint: string;
  readonly least: number;
  readonly most: number;
  readonly whole?: true;
  /** What one of the form's is in the control API's unit: milliseconds, shares. */
  readonly factor: number;
}

/** The gate of each step, in the units that people use. */
export const gateFields = [
  { name: 'calls', part: 'minimumSamples', label: 'Calls', hint: 'So many the host must have taken in a step before anything is concluded. 200 if left empty.', least: 1, most: 1e9, whole: true, factor: 1 },
  { name: 'seconds', part: 'dwellMs', label: 'Seconds', hint: 'So long a step lasts at least. 60 if left empty.', least: 0, most: 1e6, whole: true, factor: 1_000 },
  { name: 'failures', part: 'errorRate', label: 'Failures, in percent', hint: 'So many more calls may fail there than at home. 1 if left empty.', least: 0, most: 100, factor: 0.01 },
  { name: 'mismatches', part: 'mismatchRate', label: 'Differences, in percent', hint: 'So many answers may differ beyond noise. 0 if left empty.', least: 0, most: 100, factor: 0.01 },
  { name: 'slower', part: 'slowerBy', label: 'Slower, times', hint: 'So many times home’s p99 its own may be. 1.5 if left empty.', least: 1, most: 1e6, factor: 1 },
  { name: 'slowerMs', part: 'slowerByMs', label: 'Slower, in milliseconds', hint: 'A difference of less does not count. 20 if left empty.', least: 0, most: 1e6, factor: 1 },
] as const satisfies readonly FieldOfGate[];

export type GateField = (typeof gateFields)[number]['name'];

/** Reads the parts of a gate that are given, and tells what is wrong with each. */
export function readGate(textOf: (name: GateField) => string, wrong: (field: GateField, message: string) => void): Partial<Gate> {
  const parts: Partial<Record<keyof Gate, number>> = {};
  for (const field of gateFields) {
    const text = textOf(field.name);
    if (text === '') continue;
    const value = Number(text);
    const { least, most, factor, whole }: FieldOfGate = field;
    if (!/^\d+(\.\d+)?$/.test(text) || value < least || value > most || (whole && !Number.isInteger(value))) {
      wrong(field.name, `Give ${whole ? 'a whole number' : 'a number'} from ${least} to ${most.toLocaleString('en-GB')}.`);
    } else parts[field.part] = Number((value * factor).toPrecision(12));
  }
  return parts;
}
