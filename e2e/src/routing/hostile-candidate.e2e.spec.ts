import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { RefusedByControl } from '@banyan/tools/banyan';
import { freePort, startSqsEmulator, type SqsEmulator } from '@banyan/tools/testing';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Ended, Places } from '../../hostile-catalog/src/places.ts';
import { workspace } from '../launcher/command.ts';
import { browse } from './browse.ts';
import { stateOfData } from './candidate/state-of-data.ts';
import { canWallOff, startWalledCandidate, type WalledCandidate } from './candidate/walled-candidate.ts';
import { startWitness, type Witness } from './candidate/witness.ts';
import { Doors } from './doors.ts';
import { liveShop, type LiveShop } from './live-shop.ts';
import { until } from './until.ts';

const program = join(workspace, 'e2e', 'hostile-catalog', 'dist', 'main.js');
/** An attempt that a busy PostgreSQL did not answer in time shows nothing. */
const unanswered = /^PostgreSQL cannot be reached now/;
/** An address that nobody has (RFC 5737). */
const outside = 'http://192.0.2.1:80';

let live: LiveShop;
let candidate: WalledCandidate;
let witness: Witness;
let sqs: SqsEmulator;
let queue: string;
let client: SQSClient;

beforeAll(async () => {
  const port = await freePort();
  [live, witness, sqs] = await Promise.all([
    liveShop({}, { candidates: { 'catalog-next': `http://127.0.0.1:${port}` } }),
    startWitness(),
    startSqsEmulator(),
    promisify(execFile)('npx', ['nest', 'build', 'hostile-catalog'], { cwd: workspace }),
  ]);
  client = new SQSClient({ region: 'eu-west-1', endpoint: sqs.url });
  queue = (await client.send(new CreateQueueCommand({ QueueName: 'loot' }))).QueueUrl!;
  const { INTERNAL_PORT } = parseEnv(await readFile(join(live.folder, 'environments', 'monolith.env'), 'utf8'));
  const network = { home: `http://127.0.0.1:${INTERNAL_PORT}`, shop: live.shop.publicUrl, witness: witness.url, queue: new URL(new URL(queue).pathname, sqs.url).href, outside };
  const places: Places = { report: join(live.folder, 'attempts.jsonl'), ...(canWallOff ? { network } : {}) };
  candidate = await startWalledCandidate({ folder: live.folder, program, port, more: { HOSTILE_PLACES: JSON.stringify(places) } });
});

afterAll(async () => {
  await candidate?.stop();
  client?.destroy();
  await Promise.all([live?.discard(), witness?.close(), sqs?.close()]);
});

const walls = canWallOff ? 'in a network of its own, with a login that can only read' : 'with a login that can only read (this machine permits no network of its own: what that keeps away is left out)';

describe(`a candidate that tries to write, publish and call out, ${walls}`, () => {
  it('is asked and compared, and leaves not one row, message or call', async () => {
    const before = await stateOfData(live.folder);
    const seen = witness.seen;
    const { version } = await live.routes.set('catalog.*', { kind: 'shadow', target: 'catalog-next', percent: 100 });
    await live.routes.followed(version, live.instances);

    const browsing = browse({ doors: new Doors(live.shop.publicUrl), shoppers: 4, thinking: 20 });
    const tallies = async () => (await live.routes.shadows()).shadows.filter(({ tally }) => tally.target === 'catalog-next');
    const compared = (all: Awaited<ReturnType<typeof tallies>>) => all.reduce((sum, { tally }) => sum + tally.compared, 0);
    await until('more than 100 comparisons', async () => compared(await tallies()) > 100, () => live.routes.shadows());
    const { failed } = await browsing.stop();
    const found = await tallies();
    await live.allAtHome();
    await candidate.stop();

    expect(failed).toEqual([]);
    expect(found.map(({ tally, beyondNoise }) => [tally.address, tally.mismatched, beyondNoise.places])).toEqual(found.map(({ tally }) => [tally.address, 0, []]));

    const lines = (await readFile(join(live.folder, 'attempts.jsonl'), 'utf8')).trimEnd().split('\n');
    const ended = lines.map((line) => JSON.parse(line) as Ended).filter(({ failure }) => !unanswered.test(String(failure)));
    const times = Map.groupBy(ended, ({ attempt }) => attempt);
    expect([...times].flatMap(([attempt, all]) => (all.some(({ failure }) => failure === null) ? [attempt] : []))).toEqual([]);
    expect(Math.min(...[...times.values()].map(({ length }) => length))).toBeGreaterThan(100);
    expect(failuresBut(/comparison only/, 'call: ', ended)).toEqual([]);
    expect(failuresBut(/^permission denied|^must be owner/, 'sql: ', ended)).toEqual([]);
    if (canWallOff) expect(failuresBut(/ECONNREFUSED|ENETUNREACH/, 'network: ', ended)).toEqual([]);

    expect(await stateOfData(live.folder)).toEqual(before);
    expect(witness.seen).toBe(seen);
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' });
  });
});

/** The attempts of a kind that were stopped by something else than what they were to be stopped by, each with that. */
function failuresBut(expected: RegExp, kind: string, ended: readonly Ended[]): string[] {
  const unexpected = ended.filter(({ attempt, failure }) => attempt.startsWith(kind) && !expected.test(String(failure)));
  return [...new Set(unexpected.map(({ attempt, failure }) => `${attempt}: ${String(failure)}`))];
}

describe('a candidate as a target', () => {
  it.each([
    { kind: 'canary', target: 'catalog-next', percent: 1 } as const,
    { kind: 'remote', target: 'catalog-next' } as const,
  ])('of a $kind route is refused, with what would be right', async (route) => {
    const refused: unknown = await live.routes.set('catalog.*', route).then(() => 'It was taken.', (error: unknown) => (error instanceof RefusedByControl ? error.problem : error));
    expect(refused).toMatchObject({ status: 409, code: 'targetCannotHonour', data: { objections: [{ code: 'nobodyReports' }] } });
  });
});
