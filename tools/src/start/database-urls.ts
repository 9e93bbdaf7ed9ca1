import { moduleNames, schemaNames, type ModuleName, type SchemaName } from './modules.ts';
import { passwordName, readerPasswordName, type Secrets } from './secrets.ts';

/** The address of each schema's database, with its own login. Without one for `routing` the routes stay as they are at start. */
export type DatabaseUrls = Readonly<Record<ModuleName, string> & Partial<Record<'routing', string>>>;

/** Each schema's own login: as given, else derived from the owner's address and the shop's secrets. */
export function databaseUrlsOf(from: {
  readonly ownerUrl: string | undefined;
  readonly given: Readonly<Partial<Record<SchemaName, string>>>;
  readonly secrets: Secrets;
}): DatabaseUrls {
  const { ownerUrl, given, secrets } = from;
  const missing = moduleNames.find((module) => given[module] === undefined);
  if (ownerUrl === undefined && missing) throw new Error(`The database of ${missing} has no address. Set DATABASE_URL or its own.`);
  const urls = schemaNames.map((schema) => [schema, given[schema] ?? (ownerUrl === undefined ? undefined : derived(schema, ownerUrl, secrets))]);
  return Object.fromEntries(urls.filter(([, url]) => url !== undefined)) as DatabaseUrls;
}

/** The passwords with which candidates log in, by module. */
export function readerPasswordsOf(secrets: Secrets): Readonly<Record<ModuleName, string>> {
  return Object.fromEntries(moduleNames.map((module) => [module, secrets[readerPasswordName(module)]])) as Record<ModuleName, string>;
}

/** The address of a module's database with the login of its candidates, who can only read. @param url with the module's own login */
export function readerUrlOf(module: ModuleName, url: string, secrets: Secrets): string {
  return Object.assign(new URL(url), { username: `banyan_${module}_reader`, password: secrets[readerPasswordName(module)] }).href;
}

/** The password within a database's address. */
export function passwordOf(url: string): string {
  return decodeURIComponent(new URL(url).password);
}

function derived(schema: SchemaName, ownerUrl: string, secrets: Secrets): string {
  const url = new URL(ownerUrl);
  url.username = `banyan_${schema}`;
  url.password = secrets[passwordName(schema)];
  return url.href;
}
