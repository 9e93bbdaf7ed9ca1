import { execFileSync } from 'node:child_process';
import { root } from '../start/root.ts';

/** Files that are changed, added or removed since a commit, from the workspace's folder; undefined if the commit is none that is known here. */
export function changedSince(commit: string): readonly string[] | undefined {
  try {
    git('rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`);
  } catch {
    return undefined;
  }
  return git('diff', '--name-only', '--no-renames', '-z', '--end-of-options', commit).split('\0').filter((path) => path !== '');
}

function git(...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}
