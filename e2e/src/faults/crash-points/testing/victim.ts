import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Pool as PostgresPool } from 'pg';
import { Pool } from 'undici';

/** What a host does, in small: one statement, one request, one message, twice. It is told where by its arguments. */
const [databaseUrl = '', url = '', sqsUrl = '', queueUrl = ''] = process.argv.slice(2);

const postgres = new PostgresPool({ connectionString: databaseUrl });
const http = new Pool(url);
const sqs = new SQSClient({ region: 'eu-west-1', endpoint: sqsUrl, useQueueUrlAsEndpoint: false });
for (const round of ['first', 'second']) {
  await postgres.query({ name: 'note', text: 'INSERT INTO note (words) VALUES ($1) RETURNING words', values: [round] });
  const answer = await http.request({ method: 'POST', path: `/notes/${round}` });
  await answer.body.text();
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: round }));
}
await postgres.end();
await http.close();
sqs.destroy();
