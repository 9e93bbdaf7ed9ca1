import { createSecretKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { keyedPseudonyms, placeAt, reportsRole, type Place, type Pseudonyms } from '@banyan/reporting';
import { dataFolder } from '../start/data-folder.ts';
import { keptSecrets } from '../start/secrets.ts';
import { shown } from '../start/root.ts';
import type { ExtractOptions } from './options.ts';

/** What an extract needs to know. */
export interface ShopToReport {
  /** Of the database, with the login of reports. */
  readonly url: string;
  readonly pseudonyms: Pseudonyms;
  readonly to: Place;
}

/** Bytes that a key has at least. */
const shortestKey = 32;

/**
 * Finds what to read from: as the environment says, else the shop that was started with this data folder.
 * @throws {Error} naming what is missing
 */
export function shopToReport({ data, from, to, endpoint }: ExtractOptions, environment: Readonly<Record<string, string | undefined>>): ShopToReport {
  const { REPORTS_DATABASE_URL, REPORTS_PSEUDONYM_KEY, REPORTS_DATABASE_HOST } = environment;
  if ((REPORTS_DATABASE_URL === undefined) !== (REPORTS_PSEUDONYM_KEY === undefined)) throw new Error('REPORTS_DATABASE_URL and REPORTS_PSEUDONYM_KEY belong together. Set both, or neither to read from a shop that npm start has started.');
  const { url, key } = REPORTS_DATABASE_URL === undefined ? ofStartedShop(data) : { url: REPORTS_DATABASE_URL, key: REPORTS_PSEUDONYM_KEY! };
  if (Buffer.byteLength(key) < shortestKey) throw new Error(`REPORTS_PSEUDONYM_KEY is shorter than ${shortestKey} bytes. Give a longer one, and keep it: with another key everybody gets another pseudonym.`);
  return {
    url: at(url, from ?? REPORTS_DATABASE_HOST),
    pseudonyms: keyedPseudonyms(createSecretKey(Buffer.from(key))),
    to: placeAt(to, { endpoint, folder: data }),
  };
}

function ofStartedShop(data: string): { readonly url: string; readonly key: string } {
  const folder = dataFolder(data);
  const file = folder.environment('monolith');
  const url = existsSync(file) ? parseEnv(readFileSync(file, 'utf8'))['ORDERS_DATABASE_URL'] : undefined;
  if (url === undefined) throw new Error(`No shop was started with ${shown(data)}. Start one with npm start, or name its data folder with --data.`);
  const { REPORTS_DATABASE_PASSWORD, REPORTS_PSEUDONYM_KEY } = keptSecrets(folder.secrets);
  return { url: Object.assign(new URL(url), { username: reportsRole, password: REPORTS_DATABASE_PASSWORD }).href, key: REPORTS_PSEUDONYM_KEY };
}

/** The same login at another server. */
function at(url: string, host: string | undefined): string {
  if (host === undefined) return url;
  const elsewhere = new URL(url);
  elsewhere.host = host;
  return elsewhere.href;
}
