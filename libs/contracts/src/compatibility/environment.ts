import { Type, type Static } from 'typebox';
import { codecOf, type Violation } from '../define/index.ts';

const Version = Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' });
/** Contract → version. */
const Versions = Type.Record(Type.String(), Version);

/** A host with the contracts that it serves and those that it calls, as its build has them. */
export const HostVersions = Type.Object({ host: Type.String({ minLength: 1 }), serves: Versions, needs: Versions }, { additionalProperties: false });
export type HostVersions = Static<typeof HostVersions>;

/** What runs together somewhere. A host that runs in two versions at once, during an update say, is there twice. */
export const Environment = Type.Object({ environment: Type.String({ minLength: 1 }), hosts: Type.Array(HostVersions) }, { additionalProperties: false });
export type Environment = Static<typeof Environment>;

/** What keeps a value from being an environment; empty if it is one. */
export function environmentViolations(value: unknown): Violation[] {
  return codecOf(Environment).violations(value);
}
