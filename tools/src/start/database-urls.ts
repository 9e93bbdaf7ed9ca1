import { moduleNames, type ModuleName } from './modules.ts';
import { passwordName, type Secrets } from './secrets.ts';

/** Each module's own login: as given, else derived from the owner's address and the shop's secrets. */
export function moduleDatabaseUrls(from: {
  readonly ownerUrl: string | undefined;
  readonly given: Readonly<Partial<Record<ModuleName, string>>>;
  readonly secrets: Secrets;
}): Record<ModuleName, string> {
  const urls = moduleNames.map((module) => [module, from.given[module] ?? derived(module, from.ownerUrl, from.secrets)]);
  return Object.fromEntries(urls) as Record<ModuleName, string>;
}

/** The password within a database's address. */
export function passwordOf(url: string): string {
  return decodeURIComponent(new URL(url).password);
}

function derived(module: ModuleName, ownerUrl: string | undefined, secrets: Secrets): string {
  if (ownerUrl === undefined) throw new Error(`The database of ${module} has no address. Set DATABASE_URL or its own.`);
  const url = new URL(ownerUrl);
  url.username = `banyan_${module}`;
  url.password = secrets[passwordName(module)];
  return url.href;
}
