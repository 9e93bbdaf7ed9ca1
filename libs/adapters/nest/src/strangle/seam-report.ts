import type { Route } from '@banyan/strangler';
import type { Finding } from './findings.ts';

/** What an application's seams have seen since it started. */
export interface SeamReport {
  readonly application: string;
  readonly seams: readonly ReportedSeam[];
  /** Different findings beyond those that are kept. */
  readonly leftOut: number;
}

export interface ReportedSeam {
  readonly contract: string;
  readonly provider: string;
  readonly module: string;
  readonly operations: readonly ReportedOperation[];
  /** Methods and accessors outside the contract: calls of them stay in the process. */
  readonly local: readonly string[];
}

export interface ReportedOperation {
  readonly name: string;
  readonly mode: 'observe' | 'enforce';
  readonly route: Route;
  readonly calls: number;
  readonly findings: readonly Finding[];
}

/** The report as text, a line for each operation and each finding. */
export function reportText({ application, seams, leftOut }: SeamReport): string {
  const lines = seams.flatMap(({ contract, provider, module, operations, local }) => [
    `${application}: ${provider} of ${module}, by the contract '${contract}'`,
    ...operations.flatMap(operationLines),
    ...(local.length > 0 ? [`  outside the contract, so they stay local: ${local.join(', ')}`] : []),
  ]);
  if (leftOut > 0) lines.push(`${leftOut} further findings were not kept; mend those above first.`);
  return lines.join('\n');
}

function operationLines({ name, mode, route, calls, findings }: ReportedOperation): string[] {
  const answered = route.kind === 'local' ? 'answered here' : route.kind === 'remote' ? `answered by ${route.target}` : `${route.percent} % answered by ${route.target}`;
  const state = mode === 'enforce' ? `enforced, ${answered}` : 'observed';
  const verdict = mode === 'observe' && calls > 0 && findings.length === 0 ? '; nothing stands against enforcing it' : '';
  return [
    `  ${name}: ${state}, ${calls} ${calls === 1 ? 'call' : 'calls'}${verdict}`,
    ...findings.map(({ in: place, pointer, detail, count }) => `    ${place}${pointer && ` ${pointer}`}: ${detail} (${count}×)`),
  ];
}
