import { Scope } from '@nestjs/common';
import { honourViolations, validateRoutes, type RouteTableDefinition, type Target } from '@banyan/strangler';
import { scopedReason } from './provider.ts';
import type { Seam } from './seam.ts';

/** What can be seen to be wrong before any provider is made. */
export function declarationMistakes(seams: readonly Seam[], definition: RouteTableDefinition, targets: ReadonlyMap<string, Target>): string[] {
  const contracts = seams.map(({ contract }) => contract);
  const modules = new Set(contracts.map(({ name }) => name));
  const mistakes = seams.flatMap(seamMistakes);
  for (const [index, { name }] of contracts.entries()) {
    if (contracts.findIndex((other) => other.name === name) < index) mistakes.push(`Two seams have the contract '${name}'; give each its own.`);
  }
  const possible = { standpoint: { host: 'home', home: 'home' }, contracts, modules, targets };
  const routed = [...validateRoutes(definition, contracts), ...honourViolations(definition, possible)].map(({ entry, message }) => `${entry}: ${message}`);
  return [...mistakes, ...seams.flatMap((seam) => unenforced(seam, definition)), ...routed];
}

function seamMistakes({ contract, errors, enforced }: Seam): string[] {
  const operations = Object.entries(contract.operations);
  const mistakes = operations
    .filter(([, { delivery }]) => delivery === 'deferred')
    .map(([name]) => `${contract.name}.${name} is deferred; a provider's method answers its caller. Declare it as a read or a write.`);
  for (const name of enforced) {
    if (!Object.hasOwn(contract.operations, name)) mistakes.push(`'${contract.name}' has no operation '${name}' to enforce. Its operations: ${operations.map(([known]) => known).join(', ')}.`);
  }
  for (const code of Object.keys(errors)) {
    if (operations.some(([, operation]) => Object.hasOwn(operation.errors, code))) continue;
    mistakes.push(`No operation of '${contract.name}' declares the error '${code}'; add it to the errors of those that throw it.`);
  }
  return mistakes;
}

/** An operation may leave the process once its calls are checked and copied, and not before. */
function unenforced({ contract, enforced }: Seam, { routes }: RouteTableDefinition): string[] {
  return Object.keys(contract.operations)
    .filter((name) => (routes[`${contract.name}.${name}`] ?? routes[`${contract.name}.*`] ?? { kind: 'local' }).kind !== 'local' && !enforced.has(name))
    .map((name) => `${contract.name}.${name} is observed only, so it cannot be routed elsewhere: look at its findings, then add '${name}' to 'enforce'.`);
}

/** What is wrong with a provider once the application is made; undefined if nothing is. */
export function originalMistake({ contract, provider, module }: Seam, original: object | undefined, scopeOf: () => Scope): string | undefined {
  if (!original) {
    try {
      return scopedReason(provider, scopeOf());
    } catch {
      return `${module} is no part of this application, so ${provider} has no seam here: import it, or leave its seam out.`;
    }
  }
  const missing = Object.keys(contract.operations).filter((name) => typeof Reflect.get(original, name) !== 'function');
  if (missing.length > 0) return `${provider} has no method ${missing.map((name) => `'${name}'`).join(', ')}, which the contract '${contract.name}' names.`;
  const scope = scopeOf();
  return scope === Scope.DEFAULT ? undefined : scopedReason(provider, scope);
}
