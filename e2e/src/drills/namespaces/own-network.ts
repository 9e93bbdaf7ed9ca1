import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a command has to begin with for its program to have a network of its own: as root, or else in a namespace of users as well, in which it may do with networks what root may. */
export function inOwnNetwork(isRoot = process.getuid?.() === 0): readonly [string, ...string[]] {
  return ['unshare', ...(isRoot ? [] : ['--user', '--map-current-user', '--keep-caps']), '--net'];
}

/** Tries it. @throws {Error} that says what this system lacks, and how to get it */
export async function ensureOwnNetworks(): Promise<void> {
  const [program, ...args] = inOwnNetwork();
  await promisify(execFile)(program, [...args, 'ip', 'link', 'set', 'lo', 'up']).catch((cause: NodeJS.ErrnoException & { readonly stderr?: string }) => {
    throw new Error(lacking(cause), { cause });
  });
}

/** What is lacking, by how the trial failed. */
export function lacking({ code, stderr = '' }: { readonly code?: string | number | undefined; readonly stderr?: string }): string {
  const isMissing = code === 'ENOENT' || stderr.includes('No such file');
  const why = isMissing
    ? 'has no programs for that. Linux brings them: apt-get install util-linux iproute2'
    : `does not let you make one (${stderr.trim()}). Run the drill as root, in a container with --privileged; or let everybody make them: sysctl -w kernel.unprivileged_userns_clone=1 (Debian), kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu)`;
  return `This drill gives each region a network of its own, a network namespace of Linux, and this system ${why}.`;
}
