import { isSameContract } from '@banyan/contracts/wire';
import type { HostedModuleReport, HostReport } from '@banyan/strangler';
import { isOlder } from './is-older.ts';

/** A reason for which a target cannot answer for home. */
export interface Objection {
  readonly code: 'nobodyReports' | 'homeSilent' | 'moduleNotRun' | 'otherContract' | 'otherData';
  readonly message: string;
  readonly next: string;
}

/**
 * Everything that keeps a target from answering a module's calls in place of home; empty if it can. All instances under
 * the target's name have to be able to, since any of them may be asked: so during its update it cannot.
 * @param reports of the instances that are alive
 */
export function objectionsTo(target: string, module: string, { reports, home }: { readonly reports: readonly HostReport[]; readonly home: string }): Objection[] {
  const theirs = reports.filter(({ host }) => host === target);
  if (theirs.length === 0) {
    const names = [...new Set(reports.map(({ host }) => host))].sort().join(', ') || 'nobody';
    return [{ code: 'nobodyReports', message: `No host '${target}' has reported lately; there is ${names}.`, next: `Start '${target}', or name another host.` }];
  }
  const atHome = hostedBy(home, module, reports);
  if (atHome.length === 0) {
    return [{ code: 'homeSilent', message: `Home, '${home}', has not lately reported '${module}', so nothing can be compared with it.`, next: `Start '${home}'.` }];
  }
  const without = theirs.filter(({ modules }) => !modules.some((hosted) => hosted.module === module));
  if (without.length > 0) {
    return [{ code: 'moduleNotRun', message: `'${module}' does not run in ${instances(without)} of '${target}'.`, next: `Route '${module}' to a host that runs it.` }];
  }
  const mistakes = hostedBy(target, module, reports).flatMap((hosted) => atHome.flatMap((own) => differences(target, module, hosted, own)));
  return [...new Map(mistakes.map((mistake) => [mistake.message, mistake])).values()];
}

/**
 * Everything that keeps a target from being asked beside home, for comparison only. A candidate reports nothing: it may be
 * asked if every instance that is alive knows where it is. One that reports has to be able to answer in place of home.
 */
export function objectionsToShadow(target: string, module: string, known: { readonly reports: readonly HostReport[]; readonly home: string }): Objection[] {
  const { reports } = known;
  const [first, ...more] = objectionsTo(target, module, known);
  if (first?.code !== 'nobodyReports') return first ? [first, ...more] : [];
  const without = reports.filter(({ targets = [] }) => !targets.includes(target));
  if (reports.length > 0 && without.length === 0) return [];
  const lacking = instances(without, ({ host, instance }) => `${instance} of '${host}'`);
  return [{ ...first, next: `${first.next} If it is a candidate, which reports nothing, give each host its address in TARGETS${lacking && `; it lacks in ${lacking}`}.` }];
}

/** A module as the instances of a host run it. */
export function hostedBy(host: string, module: string, reports: readonly HostReport[]): HostedModuleReport[] {
  return reports.filter((report) => report.host === host).flatMap(({ modules }) => modules.filter((hosted) => hosted.module === module));
}

function differences(target: string, module: string, hosted: HostedModuleReport, own: HostedModuleReport): Objection[] {
  const found: Objection[] = [];
  if (!isSameContract(hosted.contractVersion, own.contractVersion) || isOlder(hosted.contractVersion, own.contractVersion)) {
    found.push({
      code: 'otherContract',
      message: `'${target}' serves '${module}' by contract ${hosted.contractVersion}, home by ${own.contractVersion}.`,
      next: `Run a release of '${target}' with contract ${own.contractVersion}, or a later one with the same first number.`,
    });
  }
  if (hosted.data !== own.data) {
    found.push({
      code: 'otherData',
      message: `'${target}' runs '${module}' on other data than home: ${hosted.data ?? 'none'}, at home ${own.data ?? 'none'}.`,
      next: `Give '${target}' the database URL that home has for '${module}'.`,
    });
  }
  return found;
}

function instances(reports: readonly HostReport[], named = ({ instance }: HostReport) => instance): string {
  return reports.map(named).join(', ');
}
