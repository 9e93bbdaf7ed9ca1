import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What came of a build. */
export interface BuildRun {
  /** How programs were called, in the order in which they ended. */
  readonly calls: readonly string[];
  /** What later stages would be given. */
  readonly exported: Readonly<Record<string, string | undefined>>;
}

export interface RunBuildSpec {
  readonly commands: readonly string[];
  readonly exported: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Call → what the program says. */
  readonly answers: Readonly<Record<string, string>>;
}

const programs = ['npm', 'npx', 'aws', 'docker', 'git', 'tar', 'mkdir'];
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Runs a build's commands in one bash, as CodeBuild does, up to the first that fails. Programs are stand-ins, which read what is piped to them and
 * note how they were called. @throws {Error} if a command fails, one that calls a program without a stand-in too
 */
export function runBuild({ commands, exported, environment, answers }: RunBuildSpec): BuildRun {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-build-'));
  const notes = join(folder, 'calls');
  writeFileSync(notes, '');
  const said = Object.entries(answers).map(([call, answer]) => `${quoted(call)}) printf '%s\\n' ${quoted(answer)};;`);
  const script = [
    'set -e',
    `called() { /bin/cat > /dev/null; printf '%s\\n' "$*" >> ${quoted(notes)}; case "$*" in ${said.join(' ')} esac; }`,
    ...programs.map((program) => `${program}() { called ${program} "$@"; }`),
    ...commands,
    '/usr/bin/env -0',
  ].join('\n');
  try {
    const left = execFileSync('/bin/bash', ['-c', script], { cwd: folder, env: { PATH: folder, ...environment }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const variables = new Map(left.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    return { calls: readFileSync(notes, 'utf8').trimEnd().split('\n'), exported: Object.fromEntries(exported.map((name) => [name, variables.get(name)])) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
