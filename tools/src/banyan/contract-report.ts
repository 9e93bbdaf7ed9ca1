import { isBreak, type Change, type Encounter, type Finding } from '@banyan/contracts/compatibility';
import type { ContractHistory, Deployment } from '../contracts/index.ts';
import { wrapped } from './table.ts';

/** A contract with what became of it since it was published. */
export function historyText({ contract, version, changes }: ContractHistory): string {
  const last = changes.at(-1);
  if (!last) return `${contract} ${version}: nothing is published of it yet.`;
  const shown = changes.filter((change) => change === last || change.verdict === 'versionTooLow');
  return shown.map(changeText).join('\n');
}

function changeText(change: Change): string {
  const { contract, newer, findings } = change;
  return [wrapped(`${contract} ${newer}: ${verdictWords(change)}`, '  '), ...findingLines(findings, '  ')].join('\n');
}

function verdictWords({ verdict, older, newer, least, findings }: Change): string {
  switch (verdict) {
    case 'same':
      return older === newer ? 'as it was published.' : `nothing has changed since ${older}.`;
    case 'compatible':
      return `adds to ${older}, and breaks nothing.`;
    case 'newMajor':
      return `breaks with ${older}, as its version says.`;
    case 'versionTooLow': {
      const [does, orElse] = findings.some(isBreak) ? ['breaks with', ', or take back what breaks'] : ['adds to', ''];
      return `REFUSED: ${does} ${older === newer ? `what was published as ${older}` : older}. Raise the version to ${least}${orElse}.`;
    }
  }
}

/** A host that is to be deployed, with everyone it would meet; of what they differ in, only what breaks. */
export function deploymentText({ environment, host, encounters, isRefused }: Deployment): string {
  const verdict = isRefused ? 'REFUSED.' : 'may be deployed.';
  return [`${environment}: ${host} ${verdict}`, ...encounters.flatMap(encounterLines)].join('\n');
}

function encounterLines({ contract, consumer, provider, needed, served, findings }: Encounter): string[] {
  const breaks = findings.filter(isBreak);
  const answer = provider === undefined ? 'nobody would serve it' : `${provider} would serve ${served}`;
  const verdict = breaks.length === 0 ? 'understood.' : 'not understood.';
  return [wrapped(`  ${consumer} needs ${contract} ${needed}, ${answer}: ${verdict}`, '    '), ...findingLines(breaks, '    ')];
}

/** Findings below the operations that they are about, what breaks first; what to do is said once. */
function findingLines(findings: readonly Finding[], indent: string): string[] {
  const steps = stepsOf(findings);
  const byOperation = Map.groupBy(findings, ({ operation }) => operation ?? 'the contract');
  const lines = [...byOperation].flatMap(([operation, found]) => [
    `${indent}${operation}`,
    ...inOrder(found).map((finding) => findingLine(finding, `${indent}  `)),
    ...(steps.length > 1 ? stepsOf(found).map((step) => stepLine(step, `${indent}  `)) : []),
  ]);
  return steps.length === 1 ? [...lines, stepLine(steps[0]!, indent)] : lines;
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings.filter(isBreak), ...findings.filter((finding) => !isBreak(finding))];
}

function stepsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ next }) => (next === undefined ? [] : [next])))];
}

function findingLine({ judgement, part, pointer, direction, message }: Finding, indent: string): string {
  const way = direction === 'promised' ? '' : `, ${direction}`;
  return wrapped(`${indent}${judgement}: ${part}${pointer}${way}: ${message}`, `${indent}  `);
}

function stepLine(step: string, indent: string): string {
  return wrapped(`${indent}→ ${step}`, `${indent}  `);
}
