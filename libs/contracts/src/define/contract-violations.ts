import type { TSchema } from 'typebox';
import type { EventDefinition } from './event-definition.ts';
import type { Operation } from './operation.ts';
import { schemaViolations } from './schema-violations.ts';

interface Publishable {
  readonly name: string;
  readonly version: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly events: Readonly<Record<string, EventDefinition>>;
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
    if (!Number.isInteger(operation.timeout) || operation.timeout <= 0) {
      violations.push(`${name}.timeout is ${operation.timeout}; it must be a whole number of milliseconds above 0.`);
    }
  }
  for (const [name, event] of Object.entries(contract.events)) {
    named('the event', name);
    plain(`${name}.payload`, event.payload);
    if (name in contract.operations) violations.push(`'${name}' names both an operation and an event; rename one.`);
  }
  return violations;
}
