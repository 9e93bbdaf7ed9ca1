/**
 * A module's name as its schema's name, safe to write into a statement.
 * @throws {Error} if it is not one
 */
export function schemaOf(module: string): string {
  if (/^[a-z][a-z0-9_]{0,40}$/.test(module)) return module;
  throw new Error(`'${module}' cannot name a schema; use lower-case letters, digits and _, like 'catalog'.`);
}

/** The role under which a candidate of a module's host logs in: it can only read. */
export function readerRoleOf(module: string): string {
  return `${roleOf(module)}_reader`;
}

/** The role under which a module's hosts log in. */
export function roleOf(module: string): string {
  return `banyan_${schemaOf(module)}`;
}
