import type { EventReceiver } from './events.ts';

/** How the provider is run. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number;
  /** The address that it listens on. */
  readonly bind: string;
  readonly ledgerFile: string;
  /** What callers send as their bearer token. */
  readonly key: string;
  /** Whom it tells what became of charges; nobody if left out. */
  readonly events?: EventReceiver;
}

const shortestKey = 16;

/**
 * Reads the settings from the environment.
 * @throws {Error} that lists every mistake, with what would be right
 */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const { PORT = '', BIND = '127.0.0.1', LEDGER_FILE = '', PROVIDER_KEY = '', EVENTS_URL = '', EVENTS_KEY = '' } = env;
  const mistakes: string[] = [];
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) mistakes.push('PORT must be a port number from 0 to 65535; 0 takes any free port.');
  if (LEDGER_FILE === '') mistakes.push('LEDGER_FILE must name the file that keeps the ledger, for example .banyan/ledger.jsonl.');
  if (PROVIDER_KEY.length < shortestKey) mistakes.push(`PROVIDER_KEY must be the key that callers send, at least ${shortestKey} characters long.`);
  if (EVENTS_URL !== '' && !/^https?:\/\/[^/]/.test(EVENTS_URL)) mistakes.push('EVENTS_URL must be where the shop takes events, for example https://shop.example.org/api/v1/payments/events.');
  if (EVENTS_URL !== '' && EVENTS_KEY.length < shortestKey) mistakes.push(`EVENTS_KEY must be the key that events are signed with, at least ${shortestKey} characters long; EVENTS_URL needs it.`);
  if (mistakes.length > 0) throw new Error(`The payment provider cannot start:\n- ${mistakes.join('\n- ')}`);
  return { port, bind: BIND, ledgerFile: LEDGER_FILE, key: PROVIDER_KEY, ...(EVENTS_URL === '' ? {} : { events: { url: EVENTS_URL, key: EVENTS_KEY } }) };
}
