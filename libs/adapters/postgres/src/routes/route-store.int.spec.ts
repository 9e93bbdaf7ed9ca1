import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnavailable } from '@banyan/contracts/define';
import { describeRouteStore } from '@banyan/strangler/testing';
import { severableProxy, type SeverableProxy } from '@banyan/tools/testing';
import { postgresRouteStore } from './route-store.ts';
import { routingDatabase, type RoutingDatabase } from './routing-database.ts';
import { routingForTests, type RoutingForTests } from './routing.testing.ts';

let kept: RoutingForTests;
let proxy: SeverableProxy;
beforeAll(async () => {
  kept = await routingForTests();
  proxy = await severableProxy(kept.url);
});
afterAll(async () => {
  await proxy.close();
  await kept.close();
});

async function emptyStore() {
  await kept.asAdmin("SET session_replication_role = 'replica'; TRUNCATE routing.route_state; RESET session_replication_role");
  const databases: RoutingDatabase[] = [];
  const mend = () => proxy.mend();
  return {
    open() {
      const database = routingDatabase({ url: proxy.url, answerWithinMs: 8_000 });
      databases.push(database);
      return postgresRouteStore(database, { everyMs: 20 });
    },
    absences: {
      'is cut off': { begin: () => proxy.cut(), end: mend, toldWithin: 10_000 },
      'answers nobody': { begin: async () => proxy.hang(), end: mend, toldWithin: 50_000 },
    },
    close: async () => void (await Promise.all(databases.map((database) => database.close()))),
  };
}

describeRouteStore('a route store in PostgreSQL', emptyStore, ['is cut off', 'answers nobody']);

describe("a route store's login", () => {
  let database: RoutingDatabase;
  beforeAll(async () => {
    await kept.asAdmin('CREATE SCHEMA office; CREATE TABLE office.desk ()');
    database = routingDatabase({ url: kept.url });
    await postgresRouteStore(database).append({ version: 1, text: 'one' });
  });
  afterAll(() => database.close());

  /** Asked again where a busy machine kept it waiting. */
  async function failureOf(statement: string): Promise<unknown> {
    const failure = await database.query(statement).then(() => 'no failure', (error: unknown) => error);
    return isUnavailable(failure) ? failureOf(statement) : failure;
  }

  it.each([
    ['changes no state', "UPDATE routing.route_state SET content = ''", /never changed or removed/],
    ['removes no state', 'DELETE FROM routing.route_state', /never changed or removed/],
    ['replaces no state', "INSERT INTO routing.route_state VALUES (1, '') ON CONFLICT (version) DO UPDATE SET content = ''", /never changed or removed/],
    ['empties no table', 'TRUNCATE routing.route_state', /permission denied/],
    ['takes no table away', 'DROP TABLE routing.host_report', /must be owner/],
    ['takes no guard away', 'DROP TRIGGER only_appended ON routing.route_state', /must be owner/],
    ['makes no table', 'CREATE TABLE routing.more ()', /permission denied/],
    ['enters no other schema', 'SELECT FROM office.desk', /permission denied/],
  ])('%s', async (_promise, statement, refusal) => {
    expect(await failureOf(statement)).toMatchObject({ message: expect.stringMatching(refusal) });
  });
});
