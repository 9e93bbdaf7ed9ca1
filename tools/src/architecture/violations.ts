import { glob } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IViolation } from 'dependency-cruiser';
import { root } from '../start/root.ts';
import { rulesFor } from './rules.ts';

/** A broken rule. */
export interface Violation {
  readonly rule: string;
  /** The importing file, from the workspace's folder. */
  readonly file: string;
  /** What is wrong and what is allowed. */
  readonly sentence: string;
}

const fixtures = 'tools/src/architecture/fixtures';

/** Every import in the workspace that breaks a rule. */
export async function violations(): Promise<Violation[]> {
  return judge(await sourcesIn('{apps,bench,e2e,infra,libs,modules,tools}'), rulesFor());
}

/** The same for the fixtures: each of their folders stands for a workspace. */
export async function fixtureViolations(): Promise<Violation[]> {
  return judge(await sourcesIn(fixtures), rulesFor(`${fixtures}/[^/]+/`));
}

/** The files are listed here, and dependency-cruiser leaves nothing out: an import that it leaves out breaks no rule. */
async function sourcesIn(folders: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(`${folders}/**/*.{ts,js}`, { cwd: root })) {
    if (/(?:^|\/)(?:dist|cdk\.out|node_modules|\.svelte-kit)\//.test(file)) continue;
    if (folders === fixtures || !file.startsWith(`${fixtures}/`)) files.push(file);
  }
  if (files.length === 0) throw new Error(`There are no sources in ${folders}: run this in a whole checkout.`);
  return files;
}

async function judge(files: string[], rules: IForbiddenRuleType[]): Promise<Violation[]> {
  const { output } = await cruise(
    files,
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: rules },
      doNotFollow: { path: ['node_modules/', '/dist/'] },
      // Imports of types count: they tie files together as well.
      tsPreCompilationDeps: true,
      // Packages are listed in the root package.json for the whole workspace.
      combinedDependencies: true,
    },
    // Without these a package's exports are not looked at, and what cannot be resolved breaks no rule.
    { exportsFields: ['exports'], conditionNames: ['banyan-source', 'import', 'node', 'default'], extensions: ['.ts', '.js'] },
  );
  const comments = new Map(rules.map(({ name, comment }) => [name, comment]));
  return (output as ICruiseResult).summary.violations.map((violation) => ({
    rule: violation.rule.name,
    file: violation.from,
    sentence: `${what(violation)} ${comments.get(violation.rule.name) ?? ''}`,
  }));
}

function what({ from, to, unresolvedTo, cycle }: IViolation): string {
  if (cycle) return `${[from, ...cycle.map(({ name }) => name)].join(' → ')}.`;
  if (from === to) return `${from} stands alone.`;
  const written = unresolvedTo ?? to;
  return `${from} imports ${isBuiltin(written) ? `node:${written.replace(/^node:/, '')}` : written}.`;
}
