import { resolve } from 'node:path';
import type { CandidateSpec } from '../start/candidate.ts';
import type { Flag } from '../start/flags.ts';
import { splittable } from '../start/modules.ts';

/** The flags of `npm run host` for a build that may only be shadowed. */
export const candidateFlags = {
  candidate: { value: '<name>', does: 'run a build of it that answers only what it is asked for comparison, under this name as a target' },
  port: { value: '<port>', does: 'where the candidate is asked' },
  program: { value: '<file>', does: 'the candidate’s build; that of this workspace if left out' },
} as const satisfies Readonly<Record<string, Flag>>;

/** The candidate that the flags ask for, if they ask for one; `mistakes` lists everything that is wrong with them. */
export function candidateIn(
  given: ReadonlyMap<string, string>,
  host: string,
  { data, folder }: { readonly data: string; readonly folder: string },
): { readonly spec?: CandidateSpec; readonly mistakes: readonly string[] } {
  const [name, port, program] = ['candidate', 'port', 'program'].map((flag) => given.get(flag));
  if (name === undefined) return { mistakes: [port, program].every((value) => value === undefined) ? [] : ['--port and --program belong to a candidate; name it: --candidate catalog-next'] };
  const module = splittable.find((one) => one === host);
  const mistakes = [
    ...(module ? [] : [`'${host}' has no host of its own to try a build of. These have: ${splittable.join(', ')}.`]),
    ...(/^[a-z][a-z0-9-]*$/.test(name) && name !== host ? [] : [`--candidate '${name}' cannot name it; give a name of its own, such as ${host || 'catalog'}-next.`]),
    ...(/^[1-9]\d{0,4}$/.test(port ?? '') ? [] : ['--port is needed: the port at which npm start was told of it, such as 4711.']),
  ];
  if (!module || mistakes.length > 0) return { mistakes };
  return { spec: { data, module, name, port: Number(port), ...(program === undefined ? {} : { program: resolve(folder, program) }) }, mistakes };
}
