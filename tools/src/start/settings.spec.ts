import { describe, expect, it } from '@jest/globals';
import { startMistakes } from './mistakes.ts';
import { databaseKind, readSettings } from './settings.ts';

const every = (login: (module: string) => string) =>
  Object.fromEntries(['catalog', 'orders', 'checkout', 'accounts', 'payments'].map((module) => [`${module.toUpperCase()}_DATABASE_URL`, login(module)]));
const owner = 'postgres://owner:secret@db.example.org/shop';

describe('the environment of a start', () => {
  it('needs nothing: then the shop brings its own servers', () => {
    const { settings, mistakes } = readSettings({ PATH: '/bin', DATABASE_URL: '' });
    expect(mistakes).toEqual([]);
    expect(databaseKind(settings)).toBe('embedded');
  });

  it('names a real database by its owner, whose modules follow', () => {
    const { settings, mistakes } = readSettings({ DATABASE_URL: owner, ORDERS_DATABASE_URL: 'postgres://banyan_orders:pw@pool.example.org/shop' });
    expect(mistakes).toEqual([]);
    expect(databaseKind(settings)).toBe('migrated');
    expect(settings.databaseUrls).toEqual({ orders: 'postgres://banyan_orders:pw@pool.example.org/shop' });
  });

  it('may name the logins of all modules alone, where somebody else migrates', () => {
    const { settings, mistakes } = readSettings(every((module) => `postgres://banyan_${module}:pw@db/shop`));
    expect(mistakes).toEqual([]);
    expect(databaseKind(settings)).toBe('ready');
  });

  it.each([
    [{ DATABASE_URL: 'mysql://db/shop' }, 'DATABASE_URL is not the address of a PostgreSQL database; write postgres://<login>:<password>@<host>:<port>/<database>.'],
    [{ DATABASE_URL: owner, ORDERS_DATABASE_URL: 'postgres://root:pw@db/shop' }, "ORDERS_DATABASE_URL must log in as 'banyan_orders', the login that migrations make for it."],
    [{ DATABASE_URL: owner, ORDERS_DATABASE_URL: 'postgres://banyan_orders@db/shop' }, 'ORDERS_DATABASE_URL has no password; write postgres://banyan_orders:<password>@…'],
    [{ PAYMENT_PROVIDER_URL: 'https://pay.example.org' }, 'PAYMENT_PROVIDER_URL is set, but not PAYMENT_PROVIDER_KEY, the key to call it with. Set both or neither.'],
    [{ SESSION_KEYS: 'hunter2' }, 'SESSION_KEYS is not a list of keys; write <name>:<base64url of 32 random bytes>, newest first, with commas.'],
    [{ LOG_LEVEL: 'loud' }, "LOG_LEVEL 'loud' is none of fatal, error, warn, info, debug, trace."],
    [{ DATABASE_POOL: '0' }, "DATABASE_POOL '0' is not a number of connections from 1 to 9999."],
    [{ LANES_REDIS_URL: 'http://cache' }, 'LANES_REDIS_URL is not the address of a Redis; write redis://[<login>:<password>@]<host>:<port>.'],
    [{ FREEZE_ARGUMENTS: 'yes' }, "FREEZE_ARGUMENTS 'yes' is neither true nor false."],
  ])('%j is refused with what would be right', (environment, mistake) => {
    expect(readSettings(environment).mistakes).toEqual([mistake]);
  });

  it('passes on to every host what concerns them all', () => {
    const passedOn = { LOG_LEVEL: 'debug', DATABASE_POOL: '4', FREEZE_ARGUMENTS: 'true', LANES_REDIS_URL: 'redis://127.0.0.1:6379' };
    expect(readSettings(passedOn)).toMatchObject({ settings: { passedOn }, mistakes: [] });
  });

  it('is refused when it names the logins of some modules only', () => {
    expect(readSettings({ ORDERS_DATABASE_URL: 'postgres://banyan_orders:pw@db/shop' }).mistakes).toEqual([expect.stringContaining('CATALOG_DATABASE_URL, CHECKOUT_DATABASE_URL')]);
  });

  it('never shows a secret in what it reports', () => {
    const environment = { DATABASE_URL: 'hunter2', OPERATOR_TOKEN: 'hunter2', INTERNAL_KEYS: 'hunter2', BUYER_KEYS: 'hunter2', PAYMENT_PROVIDER_URL: 'hunter2' };
    const { mistakes } = readSettings(environment);
    expect(mistakes).toHaveLength(6);
    expect(mistakes.join()).not.toContain('hunter2');
  });

  it('protects a real database from --fresh', () => {
    expect(startMistakes({ fresh: true }, { DATABASE_URL: owner })).toEqual([expect.stringContaining('--fresh')]);
    expect(startMistakes({ fresh: true }, {})).toEqual([]);
  });
});
