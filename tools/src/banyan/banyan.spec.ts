import { describe, expect, it } from '@jest/globals';
import { banyan } from './banyan.ts';
import { commands } from './commands/index.ts';
import { WIDTH } from './table.ts';

/** Runs a command where nobody answers. */
async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const heard = { out: '', err: '' };
  const code = await banyan(args, {
    environment: { BANYAN_CONTROL_URL: 'http://127.0.0.1:1', BANYAN_CONTROL_TOKEN: 'any' },
    folder: '/nowhere',
    user: 'ada',
    say: (text) => void (heard.out += text),
    complain: (text) => void (heard.err += text),
  });
  return { code, ...heard };
}

describe('a wrong call', () => {
  it.each([
    [['sett'], /Did you mean: banyan set\?/],
    [['rollout', 'rolback'], /Did you mean: banyan rollout rollback\?/],
    [['rollout'], /See banyan rollout --help/],
    [['--json', 'routes'], /Name the command first/],
    [[], /Exit codes/],
    [['routes', 'catalog'], /'catalog' is one word too many/],
    [['routes', '--jsn'], /--jsn is not a flag\. Did you mean --json\?/],
    [['set', 'catalog.*', 'canray', '--target', 'x'], /Did you mean canary\?/],
    [['set', 'catalog.*', 'canary', '--percent', '101'], /--target is missing[^]*--percent 101 is not a number from 0 to 100/],
    [['set', 'catalog.*', 'local', '--target', 'x'], /--target means nothing to a local route/],
    [['rollout', 'start', 'catalog.*', '--steps', 'canary,remote', '--mode', 'auto'], /--target is missing[^]*--mode auto[^]*'canary' is no step/],
    [['revert', 'one'], /The version one is not a whole number/],
    [['history', '--limit', '500'], /--limit 500/],
    [['lanes', 'orders', 'checkout'], /'checkout' is one word too many/],
    [['parked', '--after', 'x'], /--after means nothing without a module/],
    [['retry', 'orders'], /<lane> is missing/],
    [['discard', 'orders', 'a>b/c', '--sequence', 'one'], /--sequence one[^]*--reason is missing/],
    [['discard', 'orders', 'a>b/c', '--reason', 'A test.'], /--sequence is missing/],
    [['redrive'], /<module> is missing/],
    [['override', 'catalog'], /'catalog' is not <entry>=<host>/],
    [['call', 'catalog.getProduct', '--input', '{'], /--input \{ is no JSON[^]*--at is missing|--at is missing[^]*is no JSON/],
  ])('%j exits with 2 and says what would be right', async (args, words) => {
    expect(await run(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(words) });
  });
});

describe('--help', () => {
  const names = commands.map(({ name }) => name);

  it('lists all commands', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of names) expect(out).toContain(`banyan ${name}`);
  });

  it('lists those of a family', async () => {
    const { out } = await run('rollout', '--help');
    expect([out.includes('banyan rollout hold'), out.includes('banyan set')]).toEqual([true, false]);
  });

  it.each(names)('shows flags and an example of %s', async (name) => {
    const { code, out } = await run(...name.split(' '), '--help');
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`^banyan ${name}[^]*--json[^]*Examples:\\n {2}banyan ${name}`))]);
  });

  it.each(['', ...names])('fits lines of a hundred columns: banyan %s', async (name) => {
    for (const line of (await run(...name.split(' '), '--help')).out.split('\n')) expect(line.length).toBeLessThanOrEqual(WIDTH);
  });
});
