import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { emptyDatabase, startSqsEmulator, type EmptyDatabase, type SqsEmulator } from '@banyan/tools/testing';
import { Client } from 'pg';
import { armedFile, CRASH_POINTS, firedFile } from './armed.ts';
import type { Crossing } from './crash-point.ts';

const statement: Crossing = { kind: 'statement', words: 'INSERT INTO note' };
const request: Crossing = { kind: 'request', method: 'POST', path: '/notes/first' };
const message: Crossing = { kind: 'queue', command: 'SendMessageCommand', queue: 'notes' };

let database: EmptyDatabase;
let emulator: SqsEmulator;
let server: Server;
let client: Client;
let sqs: SQSClient;
let queueUrl: string;
let folder: string;
let asked: string[] = [];

beforeAll(async () => {
  [database, emulator] = await Promise.all([emptyDatabase(), startSqsEmulator()]);
  client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query('CREATE TABLE note (words text)');
  server = createServer((from, to) => {
    asked.push(from.url!);
    to.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  sqs = new SQSClient({ region: 'eu-west-1', endpoint: emulator.url, useQueueUrlAsEndpoint: false });
  queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'notes' }))).QueueUrl!;
  folder = mkdtempSync(join(tmpdir(), 'banyan-crash-'));
});
afterAll(async () => {
  sqs.destroy();
  server.closeAllConnections();
  server.close();
  await client.end();
  await emulator.close();
  await database.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await client.query('DELETE FROM note');
  while (await messages() > 0);
  asked = [];
  for (const file of [armedFile(folder, 'victim'), firedFile(folder, 'victim')]) rmSync(file, { force: true });
});

const arm = (at: Crossing, when: 'before' | 'after', nth = 1) => writeFileSync(armedFile(folder, 'victim'), JSON.stringify({ point: { name: 'here', host: 'victim', by: 'ordering', when, at }, nth }));
const messages = async () => ((await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }))).Messages ?? []).length;

/** Runs the program to its end; says how it ended and what it had done by then: statements, requests, messages. */
async function run() {
  const preload = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/victim.ts'), database.adminUrl, url, emulator.url, queueUrl], {
    env: { ...process.env, NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${preload}`, [CRASH_POINTS]: `${folder}|victim` },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  const { rows } = await client.query('SELECT FROM note');
  return { ended: signal ?? code, done: [rows.length, asked.length, await messages()], fired: existsSync(firedFile(folder, 'victim')) };
}

it.each([
  [statement, 'before', [0, 0, 0]],
  [statement, 'after', [1, 0, 0]],
  [request, 'before', [1, 0, 0]],
  [request, 'after', [1, 1, 0]],
  [message, 'before', [1, 1, 0]],
  [message, 'after', [1, 1, 1]],
] as const)('%j, %s: it is killed with %j done', async (at, when, done) => {
  arm(at, when);
  expect(await run()).toEqual({ ended: 'SIGKILL', done, fired: true });
});

it('counts how often it is crossed', async () => {
  arm(statement, 'after', 2);
  expect(await run()).toEqual({ ended: 'SIGKILL', done: [2, 1, 1], fired: true });
});

it('does not die again once it has, nor without a point that it crosses', async () => {
  arm(statement, 'after');
  await run();
  expect(await run()).toMatchObject({ ended: 0, done: [3, 2, 2] });
  arm({ kind: 'statement', words: 'INSERT INTO another' }, 'before');
  expect(await run()).toMatchObject({ ended: 0 });
});
