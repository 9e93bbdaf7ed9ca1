import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { emptyDatabase, startSqsEmulator, type EmptyDatabase, type SqsEmulator } from '@banyan/tools/testing';
import { Pool as PostgresPool } from 'pg';
import { Pool } from 'undici';
import { withoutEntries } from './altered-commands.ts';
import { answer, unsentRequest, withAnswer, withAnswerForFailure, withBody } from './altered-requests.ts';
import { answeredFirst, every, rewriting, unsent, withRecords, withRows } from './altered-statements.ts';
import type { Alteration } from './defect.ts';
import { plant } from './plant.ts';

const words = (of: string) => ({ words: `INSERT INTO ${of} ` });
const altered: readonly Alteration[] = [
  rewriting(words('renamed'), ['INTO renamed', 'INTO note'], ['($1)', `($1 || '!')`]),
  rewriting(words('mistaken'), ['words that are not there', '']),
  withRecords<{ words: string }>(words('note SELECT'), ({ words: said }) => (said === 'lost' ? undefined : { words: said.toUpperCase() })),
  unsent(words('nowhere'), ({ values }) => [{ words: values[0] }]),
  answeredFirst(words('note (words) SELECT'), () => [{ words: 'told' }], 50),
  withRows({ words: 'SELECT words FROM note' }, (rows) => rows.slice(1)),
  withBody<{ amount: number }>({ method: 'POST', path: /\/more$/ }, ({ amount }) => ({ amount: amount + 1 })),
  withAnswer<{ asked: string }>({ method: 'POST', path: /\/heard$/ }, ({ asked }) => ({ asked: `${asked}?` })),
  unsentRequest({ method: 'POST', path: /\/never$/ }, () => answer(200, { asked: 'never' })),
  withAnswerForFailure({ method: 'POST', path: /\/broken$/ }, () => answer(200, { asked: 'broken' })),
  withoutEntries({ command: 'SendMessageBatchCommand', queue: 'notes' }, every(2)),
];

let database: EmptyDatabase;
let emulator: SqsEmulator;
let server: Server;
let postgres: PostgresPool;
let http: Pool;
let sqs: SQSClient;
let met = 0;

beforeAll(async () => {
  plant(altered, () => void (met += 1));
  [database, emulator] = await Promise.all([emptyDatabase(), startSqsEmulator()]);
  postgres = new PostgresPool({ connectionString: database.adminUrl });
  await postgres.query('CREATE TABLE note (words text)');
  server = createServer((from, to) => {
    if (from.url === '/broken') return void from.socket.destroy();
    let asked = '';
    from.on('data', (part: Buffer) => (asked += part.toString()));
    from.on('end', () => to.end(JSON.stringify({ asked })));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  http = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  sqs = new SQSClient({ region: 'eu-west-1', endpoint: emulator.url, useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  sqs.destroy();
  await http.close();
  server.close();
  await postgres.end();
  await emulator.close();
  await database.close();
});
beforeEach(async () => {
  await postgres.query('DELETE FROM note');
  met = 0;
});

const notes = async () => (await postgres.query<{ words: string }>('SELECT note.words FROM note ORDER BY 1')).rows.map((row) => row.words);
const said = async (path: string) => {
  const { body } = await http.request({ method: 'POST', path, body: JSON.stringify({ amount: 1 }) });
  return JSON.parse(await body.text()) as unknown;
};

it('leaves everything else as it is', async () => {
  await postgres.query({ name: 'as it is', text: 'INSERT INTO note (words) VALUES ($1)', values: ['as it is'] });
  expect(await notes()).toEqual(['as it is']);
  expect(await said('/as-it-is')).toEqual({ asked: '{"amount":1}' });
  expect(met).toBe(0);
});

it('rewrites statements, also those that are prepared under a name', async () => {
  for (const value of ['one', 'two']) await postgres.query({ name: 'renamed', text: 'INSERT INTO renamed (words) VALUES ($1)', values: [value] });
  expect(await notes()).toEqual(['one!', 'two!']);
  expect(met).toBe(2);
});

it('fails where what it rewrites is not there', async () => {
  await expect(postgres.query('INSERT INTO mistaken (words) VALUES (1)')).rejects.toThrow("There is no 'words that are not there' in the statement any more");
});

it('changes the records in a statement, and the rows that one gave', async () => {
  const records = JSON.stringify([{ words: 'one' }, { words: 'lost' }, { words: 'two' }]);
  await postgres.query('INSERT INTO note SELECT words FROM jsonb_to_recordset($1::jsonb) AS given(words text)', [records]);
  expect(await notes()).toEqual(['ONE', 'TWO']);
  expect((await postgres.query('SELECT words FROM note ORDER BY 1')).rows).toEqual([{ words: 'TWO' }]);
});

it('answers statements that it does not send, or sends later', async () => {
  expect((await postgres.query('INSERT INTO nowhere (words) VALUES ($1)', ['nowhere'])).rows).toEqual([{ words: 'nowhere' }]);
  expect((await postgres.query('INSERT INTO note (words) SELECT $1', ['late'])).rows).toEqual([{ words: 'told' }]);
  expect(await notes()).toEqual([]);
  while ((await notes()).length === 0);
  expect(await notes()).toEqual(['late']);
});

it('changes requests and answers, and gives some itself', async () => {
  expect(await said('/more')).toEqual({ asked: '{"amount":2}' });
  expect(await said('/heard')).toEqual({ asked: '{"amount":1}?' });
  expect(await said('/never')).toEqual({ asked: 'never' });
  expect(await said('/broken')).toEqual({ asked: 'broken' });
  expect(met).toBe(4);
});

it('says of messages that SQS has them', async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'notes' }));
  const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id }));
  const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(Successful.map(({ Id }) => Id).toSorted()).toEqual(['a', 'b', 'c']);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages.map(({ Body }) => Body).toSorted()).toEqual(['a', 'c']);
});
