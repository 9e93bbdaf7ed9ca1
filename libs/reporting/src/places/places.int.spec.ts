import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describePlace } from '../testing/describe-place.ts';
import { placeInMemory } from '../testing/place-in-memory.ts';
import { placeAt } from './place-at.ts';

const folders: string[] = [];
let emulator: SqsEmulator;
let client: S3Client;
let buckets = 0;

beforeAll(async () => {
  process.env['AWS_REGION'] ??= 'eu-west-1';
  // It speaks S3 on the same port.
  emulator = await startSqsEmulator();
  client = new S3Client({ endpoint: emulator.url, forcePathStyle: true });
});
afterAll(async () => {
  client.destroy();
  await emulator.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describePlace('a place in memory', async () => placeInMemory());

describePlace('a folder', async () => {
  folders.push(mkdtempSync(join(tmpdir(), 'banyan-folder-')));
  return placeAt('reports', { folder: folders.at(-1)! });
});

describePlace('a bucket', async () => {
  const name = `reports-${++buckets}`;
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return placeAt(`s3://${name}/shop`, { endpoint: emulator.url, folder: '/' });
}, { lacks: 'conditions' });

describe('a bucket that refuses what is there already', () => {
  it.each([[200, true], [409, false], [412, false]])('answers %s: whether a text was created is %s', async (status, created) => {
    const asked: IncomingHttpHeaders[] = [];
    const s3 = createServer((request, response) => {
      asked.push(request.headers);
      request.resume().on('end', () => response.writeHead(status).end());
    });
    await once(s3.listen(0, '127.0.0.1'), 'listening');
    try {
      const place = placeAt('s3://reports', { endpoint: `http://127.0.0.1:${(s3.address() as AddressInfo).port}`, folder: '/' });
      expect(await place.create('manifests/1.json', '{}')).toBe(created);
      expect(asked.map((headers) => headers['if-none-match'])).toEqual(['*']);
    } finally {
      s3.closeAllConnections();
      s3.close();
    }
  });
});

describe('the address of a place', () => {
  it('has to name a bucket where it begins with s3:', () => {
    expect(() => placeAt('s3://', { folder: '/' })).toThrow("'s3://' is no address of a bucket. Write s3://bucket/prefix.");
  });
});
