import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HostPlan } from '@banyan/tools/start';

/** The environment variable that tells a host where to note that it met its mistake, and the name of that. */
export const SABOTAGE = 'SABOTAGE';

const preload = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href;

/** A mistake that the hosts of a shop are given. */
export interface Sabotage {
  /** Gets a dot for each time that something altered was done. */
  readonly file: string;
  /** Of the mistake; `nothing` of none. */
  readonly name: string;
  /** Further settings of the hosts. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Those with modules in them. */
const hosts: readonly string[] = ['monolith', 'orders', 'catalog'] satisfies HostPlan['runs'][];

/** A host's plan with a mistake planted. */
export function sabotaged(plan: HostPlan, { file, name }: Sabotage): HostPlan {
  if (!hosts.includes(plan.runs)) return plan;
  return { ...plan, environment: { ...plan.environment, NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${preload}`, [SABOTAGE]: `${file}|${name}` } };
}

/** How often something altered was done. */
export async function timesMet(file: string): Promise<number> {
  return (await readFile(file, 'utf8').catch(() => '')).length;
}
