import { PolledWatches, type RouteStore, type StoredRoutes } from '@banyan/strangler';
import type { Sql } from '../sql.ts';

export interface PostgresRouteStoreOptions {
  /** Milliseconds between looks for changes; 500 if left out. */
  readonly everyMs?: number;
}

interface StateRow {
  readonly version: number;
  readonly content: Buffer;
}

const after = (milliseconds: number, then: () => void) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

/** Keeps routes in PostgreSQL, in the schema `routing`. Closing the store leaves the database open. */
export function postgresRouteStore(database: Sql, { everyMs = 500 }: PostgresRouteStoreOptions = {}): RouteStore {
  async function newerThan(known: number): Promise<StoredRoutes | undefined> {
    const [row] = await database.query<StateRow>(newer, [known]);
    return row && stateOf(row);
  }

  const watches = new PolledWatches({ newerThan, everyMs, after });

  return {
    load: () => newerThan(0),

    async append({ version, text }) {
      return (await database.query(appendNext, [version, Buffer.from(text, 'utf8')])).length > 0;
    },

    async history({ limit, before }) {
      return (await database.query<StateRow>(latest, [limit, before ?? null])).map(stateOf);
    },

    watch: watches.watch,

    close() {
      watches.stop();
      return Promise.resolve();
    },
  };
}

const stateOf = ({ version, content }: StateRow): StoredRoutes => ({ version, text: content.toString('utf8') });

const newer = 'SELECT version, content FROM routing.route_state WHERE version > $1 ORDER BY version DESC LIMIT 1';

/** Of those who append the same version at once, the key lets one win; nobody can append the one after it before it is there. */
const appendNext = `
  INSERT INTO routing.route_state (version, content)
  SELECT $1::bigint, $2::bytea WHERE $1::bigint = (SELECT coalesce(max(version), 0) + 1 FROM routing.route_state)
  ON CONFLICT (version) DO NOTHING
  RETURNING version`;

const latest = `
  SELECT version, content FROM routing.route_state
  WHERE version < coalesce($2::bigint, 9223372036854775807) ORDER BY version DESC LIMIT $1`;
