import type { Kind, Place } from './secret.ts';

/**
 * The login of a module. It has a twin, which is in its role and so may do the same; they take turns, so the login that running tasks
 * have stays good until the next time. Migrations know the role only, so its own URL is kept beside.
 */
export const databaseLogin: Kind = {
  next(current, place, fresh) {
    const { role } = current;
    if (role === undefined || !/^[a-z][a-z0-9_]*$/.test(role)) throw new Error(`'${role}' cannot be a role of the database; the secret needs one in 'role', such as banyan_orders.`);
    const login = current.login === role ? `${role}_twin` : role;
    const password = fresh();
    const value = urlOf(login, password, place);
    return { ...current, login, password, value, ownUrl: login === role ? value : (current.ownUrl ?? '') };
  },
  async apply({ role, login, password }, _current, { sql }) {
    await sql(`DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${login}') THEN CREATE ROLE ${login}; END IF; END $$`);
    await sql(`ALTER ROLE ${login} LOGIN PASSWORD '${password}'`);
    if (login !== role) await sql(`GRANT ${role} TO ${login} WITH INHERIT TRUE`);
  },
};

/** The login of the database's owner, who migrates. Nobody runs with it for long, so it has no twin. */
export const databaseOwner: Kind = {
  next(current, place, fresh) {
    const password = fresh();
    return { ...current, password, value: urlOf(current.role ?? '', password, place) };
  },
  apply: ({ password }, _current, { setOwnerPassword }) => setOwnerPassword(password ?? ''),
};

/** The server's certificate is looked at; who signs it, the host's image knows. A password of base64url needs no escapes. */
function urlOf(login: string, password: string, { databaseHost, databaseName }: Place): string {
  return `postgres://${login}:${password}@${databaseHost}:5432/${databaseName}?sslmode=verify-full`;
}
