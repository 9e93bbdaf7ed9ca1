import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOperatorActs } from '@banyan/strangler/testing';
import { postgresOperatorActs } from './operator-acts.ts';
import { routingDatabase, type RoutingDatabase } from './routing-database.ts';
import { routingForTests, type RoutingForTests } from './routing.testing.ts';

let kept: RoutingForTests;
let database: RoutingDatabase;
beforeAll(async () => {
  kept = await routingForTests();
  database = routingDatabase({ url: kept.url, answerWithinMs: 30_000 });
});
afterAll(async () => {
  await database.close();
  await kept.close();
});

describeOperatorActs('acts in PostgreSQL', async () => {
  await kept.asAdmin("SET session_replication_role = 'replica'; TRUNCATE routing.operator_act; RESET session_replication_role");
  return postgresOperatorActs(database);
});

describe('acts in PostgreSQL', () => {
  it.each([
    ['changed', "UPDATE routing.operator_act SET act = '{}'"],
    ['removed', 'DELETE FROM routing.operator_act'],
  ])('are never %s by a host', async (_what, statement) => {
    await postgresOperatorActs(database).note({ kind: 'redrive', subject: 'orders', by: 'Ada', why: 'It can be read now.' });
    await expect(database.query(statement)).rejects.toThrow('What operators did is never changed or removed');
  });
});
