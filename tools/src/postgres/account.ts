import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whom a child process runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Gives the account that it runs as instead, or nothing if this process is
 * not root.
 * @throws {Error} if the system has neither `postgres` nor `nobody`
 */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL cannot run as root, and this system has no account 'postgres' or 'nobody' to run it as. " +
      'Start as an ordinary user, or set DATABASE_URL to a server of your own.',
  );
}

/** Whether the account can enter a folder: every folder on the way must let it pass. */
export function canEnter(account: Account, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const parent = dirname(folder);
  return (mode & bit) !== 0 && (parent === folder || canEnter(account, parent));
}
