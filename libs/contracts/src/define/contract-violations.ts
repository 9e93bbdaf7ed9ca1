import type { TSchema } from 'typebox';
import type { EventDefinition } from './event-definition.ts';
import type { Operation } from './operation.ts';
import { comparisonViolations } from './comparison-violations.ts';
import { schemaViolations } from './schema-violations.ts';

interface Publishable {
  readonly name: string;
  readonly version: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}

const camelCase = /^[a-z][a-zA-Z0-9]*$/;
const semanticVersion = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** Everything that keeps a contract from being published, each a sentence that names what would be right. */
export function contractViolations(contract: Publishable): string[] {
  const violations: string[] = [];
  const named = (what: string, name: string) => {
    if (!camelCase.test(name)) violations.push(`${what} '${name}' is not camelCase, like 'getProduct'.`);
  };
  const plain = (where: string, schema: TSchema) => {
    for (const violation of schemaViolations(schema)) violations.push(`${where}${violation}`);
  };

  named('the contract name', contract.name);
  if (!semanticVersion.test(contract.version)) {
    violations.push(`the version '${contract.version}' is not semantic, like '1.0.0'.`);
  }
  for (const [name, operation] of Object.entries(contract.operations)) {
    named('the operation', name);
    plain(`${name}.input`, operation.input);
    plain(`${name}.output`, operation.output);
    for (const [code, data] of Object.entries(operation.errors)) {
      named(`${name}'s error`, code);
      plain(`${name}.errors.${code}`, data);
    }
    violations.push(...comparisonViolations(name, operation));
    if (!Number.isInteger(operation.timeout) || operation.timeout <= 0) {
      violations.push(`${name}.timeout is ${operation.timeout}; it must be a whole number of milliseconds above 0.`);
    }
  }
  for (const [name, event] of Object.entries(contract.events)) {
    named('the event', name);
    plain(`${name}.payload`, event.payload);
    if (name in contract.operations) violations.push(`'${name}' names both an operation and an event; rename one.`);
  }
  return [...violations, ...groupViolations(contract), ...planViolations(contract)];
}

function planViolations({ operations }: Publishable): string[] {
  const writes = new Map(Object.entries(operations).map(([name, operation]) => [operation, name]));
  const plannedBy = new Map<Operation, string>();
  const violations: string[] = [];
  for (const [name, { plans }] of Object.entries(operations)) {
    if (!plans) continue;
    const write = writes.get(plans);
    if (write === undefined) violations.push(`${name} plans an operation that is not in the contract; make it by plan() from the same one.`);
    else if (plans.effect !== 'write' || plans.delivery !== 'reply') violations.push(`${name} plans ${write}, which is no write that answers; only such are compared as plans.`);
    const other = plannedBy.get(plans);
    if (other !== undefined) violations.push(`${other} and ${name} both plan ${write ?? 'the same write'}; leave one.`);
    plannedBy.set(plans, name);
  }
  return violations;
}

function groupViolations({ operations, groups = {} }: Publishable): string[] {
  const violations: string[] = [];
  const deferred = Object.keys(operations).filter((name) => operations[name]!.delivery === 'deferred');
  const seen = new Map<string, string>();
  for (const [group, members] of Object.entries(groups)) {
    if (!camelCase.test(group)) violations.push(`the group '${group}' is not camelCase, like 'processing'.`);
    if (group in operations) violations.push(`'${group}' names both an operation and a group; rename one.`);
    for (const member of members) {
      if (!(member in operations)) violations.push(`the group '${group}' names '${member}', which is no operation.`);
      const other = seen.get(member);
      if (other !== undefined) violations.push(`'${member}' is in the groups '${other}' and '${group}'; leave it in one, or make them one.`);
      seen.set(member, group);
    }
    const missing = deferred.filter((name) => !members.includes(name));
    if (missing.length > 0 && missing.length < deferred.length) {
      violations.push(`the group '${group}' lacks ${missing.join(', ')}: what is deferred waits in one inbox, and moves together.`);
    }
  }
  return violations;
}
