import type { Contract } from '@banyan/contracts/define';
import { isInForce, judge, judgedAddresses, operationsOf, routeTable, type HostReport, type RouteTableDefinition } from '@banyan/strangler';
import type { DoctorAnswer, Finding } from '../answers.ts';
import type { ReadState } from '../read-state.ts';
import { objectionsTo, objectionsToShadow } from '../reports/objections.ts';

/** Milliseconds within which a change reaches every instance and is reported: a second each, and one to spare. */
const PROPAGATION = 3_000;
/** Milliseconds for which a rollout may wait for samples before it is worth a word, or this many times its dwell. */
const STARVING = 600_000;
const DWELLS = 5;

/** Everything that is known, for a diagnosis. */
export interface Symptoms {
  /** Undefined if the store holds nothing. */
  readonly newest: ReadState | undefined;
  /** The newest version that can be read, if the newest cannot. */
  readonly readable: number | undefined;
  /** Of the instances that are alive. */
  readonly alive: readonly HostReport[];
  /** As far back as they go. */
  readonly reports: readonly HostReport[];
  readonly contracts: readonly Contract[];
  readonly home: string;
  readonly now: number;
}

/** What an operator should know of, with what to do about it. */
export function diagnose(symptoms: Symptoms): DoctorAnswer {
  const findings = [...stateFindings(symptoms), ...hostFindings(symptoms), ...routeFindings(symptoms), ...rolloutFindings(symptoms)];
  return { findings: findings.sort((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning')) };
}

function stateFindings({ newest, readable }: Symptoms): Finding[] {
  if (!newest) return [{ severity: 'error', code: 'noRoutes', message: 'The store holds no routes yet.', next: 'Start a host: the first one lays its own routes into the store.' }];
  if ('change' in newest) return [];
  const next = readable === undefined ? 'Restore the store from its backup.' : `Go back to the last that can be: banyan revert ${readable}`;
  return [{ severity: 'error', code: 'routesUnreadable', message: `Version ${newest.version} of the routes cannot be read: ${newest.unreadable} The hosts keep those they have.`, next }];
}

function hostFindings({ newest, alive, now }: Symptoms): Finding[] {
  if (alive.length === 0) {
    return [{ severity: 'error', code: 'noReports', message: 'No host has reported for ten seconds.', next: 'Start the hosts, and see in their logs whether they reach the store of reports.' }];
  }
  if (!newest || 'unreadable' in newest || now - Date.parse(newest.change.at) < PROPAGATION) return [];
  return alive.flatMap(({ instance, host, routeVersion }): Finding[] => {
    const behind = newest.version - routeVersion;
    if (behind <= 0) return [];
    const message = `${instance} of '${host}' is ${behind} ${behind === 1 ? 'version' : 'versions'} behind: at ${routeVersion}, the newest is ${newest.version}.`;
    return [{ severity: 'error', code: 'instanceBehind', message, next: `See in the log of '${host}' why it refused the newer routes, or whether it reaches their store.` }];
  });
}

function routeFindings({ newest, alive, contracts, home }: Symptoms): Finding[] {
  if (alive.length === 0) return [];
  const table = newest && 'change' in newest ? newest.change.table : undefined;
  const objections = table ? routedTo(table, contracts).flatMap(({ target, module, answers }) => (answers ? objectionsTo : objectionsToShadow)(target, module, { reports: alive, home })) : [];
  const found = objections.map(({ code, message, next }): Finding => ({ severity: 'error', code, message: `The routes lead there, and: ${message}`, next: `${next} Until then: banyan set <entry> local` }));
  return [...new Map(found.map((finding) => [finding.message, finding])).values(), ...differingContracts(alive)];
}

/** The hosts that each module's operations are routed to, and whether people wait for what they answer. */
function routedTo(table: RouteTableDefinition, contracts: readonly Contract[]): { readonly target: string; readonly module: string; readonly answers: boolean }[] {
  const { routes } = routeTable(table, contracts);
  return contracts.flatMap((contract) => {
    const away = operationsOf(contract).flatMap(({ address }) => {
      const route = routes.get(address)!;
      return route.kind === 'local' ? [] : [route];
    });
    return [...Map.groupBy(away, ({ target }) => target)].map(([target, ways]) => ({ target, module: contract.name, answers: ways.some(({ kind }) => kind !== 'shadow') }));
  });
}

function differingContracts(alive: readonly HostReport[]): Finding[] {
  const byModule = Map.groupBy(
    alive.flatMap(({ host, modules }) => modules.map(({ module, contractVersion }) => ({ host, module, contractVersion }))),
    ({ module }) => module,
  );
  return [...byModule].flatMap(([module, hosted]): Finding[] => {
    const versions = Map.groupBy(hosted, ({ contractVersion }) => contractVersion);
    if (versions.size < 2) return [];
    const told = [...versions].map(([version, by]) => `${version} in ${[...new Set(by.map(({ host }) => host))].join(', ')}`).join('; ');
    return [{ severity: 'warning', code: 'contractsDiffer', message: `The contract of '${module}' differs between hosts: ${told}.`, next: 'Bring all hosts to the same release once the update is over.' }];
  });
}

function rolloutFindings({ newest, reports, contracts, now }: Symptoms): Finding[] {
  if (!newest || 'unreadable' in newest) return [];
  const { rollouts = {}, routes } = newest.change.table;
  return Object.entries(rollouts).flatMap(([entry, rollout]): Finding[] => {
    if (rollout.state !== 'running' && rollout.state !== 'held') return [];
    if (!isInForce(rollout, routes[entry])) {
      return [{ severity: 'warning', code: 'rolloutPassed', message: `The route of '${entry}' was changed past its rollout, which is left alone since.`, next: `Take the rollout back: banyan rollout rollback '${entry}'` }];
    }
    const { figures } = judge({ rollout, addresses: judgedAddresses(entry, contracts), reports, now });
    const waited = now - Date.parse(rollout.since);
    if (figures.missing === 0 || waited < Math.max(STARVING, DWELLS * rollout.gate.dwellMs)) return [];
    const message = `The rollout of '${entry}' has waited ${Math.round(waited / 60_000)} min for samples: ${figures.samples} of ${rollout.gate.minimumSamples}.`;
    return [{ severity: 'warning', code: 'rolloutStarves', message, next: `Send more calls, go on by hand (banyan rollout advance '${entry}'), or begin anew with a gate that asks for less.` }];
  });
}
