import { candidatesFor, deploymentsTo, historyOf, publish, readEnvironments, readRegistry, recorded, workspaceContracts, writeEnvironment, type Deployment, type Wanted } from '../contracts/index.ts';
import type { Outcome } from './command.ts';
import { deploymentText, historyText } from './contract-report.ts';
import { CalledWrongly } from './reach.ts';

/** Judges the workspace's contracts against what was published of them. @throws {Unreadable} */
export function checkHistory(published?: string): Outcome {
  const registry = readRegistry(published);
  const contracts = workspaceContracts().map((contract) => historyOf(contract, registry));
  const refused = contracts.filter(({ isRefused }) => isRefused).map(({ contract }) => contract);
  const verdict = refused.length === 0 ? 'Every contract keeps what it promised.' : `Refused: ${refused.join(', ')}.`;
  return { json: { refused, contracts }, text: [...contracts.map(historyText), '', verdict].join('\n'), isFinding: refused.length > 0 };
}

/** Judges deployments to what environments run. @throws {Unreadable} @throws {CalledWrongly} if a host or contract is unknown */
export function checkDeployment(against: string, wanted: Wanted, published?: string): Outcome {
  const world = { contracts: workspaceContracts(), registry: readRegistry(published) };
  const judged = readEnvironments(against).map((environment) => deploymentsTo(environment, wanted, world));
  const mistakes = judged.flatMap((each) => ('mistakes' in each ? each.mistakes : []));
  if (mistakes.length > 0) throw new CalledWrongly([...new Set(mistakes)].join('\n'));
  const deployments = judged.flatMap((each): readonly Deployment[] => ('deployments' in each ? each.deployments : []));
  const refused = deployments.filter(({ isRefused }) => isRefused).map(({ environment, host }) => `${host} to ${environment}`);
  const verdict = refused.length === 0 ? 'Everyone would be understood.' : `Refused: ${refused.join(', ')}.`;
  return { json: { refused, deployments }, text: [...deployments.map(deploymentText), '', verdict].join('\n'), isFinding: refused.length > 0 };
}

/** Publishes the workspace's contracts. @throws {Unreadable} */
export function publishContracts(published?: string): Outcome {
  const { written, histories, isRefused } = publish(workspaceContracts(), published);
  const names = written.map(({ name, version }) => `${name} ${version}`);
  const refused = histories.filter((history) => history.isRefused);
  const json = { published: names, refused: refused.map(({ contract }) => contract), contracts: histories };
  if (isRefused) return { json, text: [...refused.map(historyText), '', 'Nothing was published.'].join('\n'), isFinding: true };
  return { json, text: names.length === 0 ? 'Everything was published already.' : `Published ${names.join(', ')}.` };
}

/** Writes into an environment's file that a host of this workspace runs there. @throws {Unreadable} @throws {CalledWrongly} */
export function recordDeployment(file: string, wanted: Wanted, beside: boolean): Outcome {
  const [environment, ...more] = readEnvironments(file);
  if (!environment || more.length > 0) throw new CalledWrongly(`${file} has several environments; name the file of one.`);
  const found = candidatesFor(environment, wanted, workspaceContracts());
  if ('mistakes' in found) throw new CalledWrongly(found.mistakes.join('\n'));
  const after = found.candidates.reduce((so, candidate) => recorded(so, candidate, { beside }), environment);
  writeEnvironment(after, file);
  return { json: after, text: `${environment.environment} runs ${found.candidates.map(({ host }) => host).join(', ')} as this workspace has it${beside ? ', beside what is replaced' : ''}.` };
}
