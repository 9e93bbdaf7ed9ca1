import type { FindingCode } from './finding.ts';

const later = 'under a new major version, once no consumer needs this one';
const beside = 'Add the new beside the old, deploy, move the consumers, then remove the old under a new major version.';

const steps: Partial<Record<FindingCode, string>> = {
  alternativeAdded: `Give it by a new operation or field beside this one, move the consumers, then give it here ${later}.`,
  alternativeRemoved: `Go on taking it, and stop ${later}.`,
  alternativesReordered: 'Leave the alternatives in their order, and add new ones behind them.',
  callerRemoved: `Go on letting them call, and stop ${later}.`,
  closed: 'Let unknown fields pass as before: they are left out of what is read.',
  defaultChanged: 'Leave the default, and have those who want another send it.',
  errorAdded: `Answer by an error that was declared before, or in a new operation beside this one; declare it here ${later}.`,
  eventRemoved: beside,
  fieldNowOptional: `Go on giving it every time, and leave it out ${later}.`,
  fieldNowRequired: `Let it be left out as before, and require it ${later}.`,
  fieldRemoved: beside,
  groupChanged: 'Leave the group as it is: what shares state moves only together. Give new operations a group of their own.',
  keyHidden: 'Put the key together of members of the input, so that it can be seen what it is made of.',
  narrowed: `Go on taking what was taken, and take less ${later}.`,
  notComparable: `Leave the schema, or say the new in keywords that can be compared; else change it ${later}.`,
  operationRemoved: beside,
  promiseChanged: 'Add an operation that promises the new beside this one, deploy, move the consumers, then remove this one under a new major version.',
  requiredFieldAdded: 'Let the new field be left out, and say what its absence means.',
  timeoutShortened: `Go on waiting as long as before, and wait less ${later}.`,
  typeChanged: beside,
  valuesAdded: `Give them by a new operation or field beside this one, move the consumers, then give them here ${later}.`,
  valuesRemoved: `Go on taking them, and stop ${later}.`,
  widened: `Go on giving no more than was promised, and give more ${later}.`,
};

/** What to do instead of a breaking difference. */
export function nextStep(code: FindingCode): string {
  return steps[code] ?? beside;
}
