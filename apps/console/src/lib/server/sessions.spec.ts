import { describe, expect, it } from '@jest/globals';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { sessions, sessionLasts } from './sessions.ts';

const [old, fresh] = ['k1', 'k2'].map((id) => `${id}:${id.repeat(22)}`);
const ring = (text: string) => sessions(parseKeyRing('CONSOLE_KEYS', text));
const ada = { name: 'Ada', role: 'operator', token: 'secret-token' } as const;
const now = new Date('2026-11-30T12:00:00Z');

describe('a session', () => {
  it('is read by whoever has its key, and tells nobody else a thing', async () => {
    const text = await ring(old!).seal(ada, now);
    expect(await ring(`${fresh},${old}`).open(text, now)).toEqual(ada);
    expect(Buffer.from(text.split('.')[3]!, 'base64url').toString()).not.toContain('secret-token');
    expect(await ring(fresh!).open(text, now)).toBeUndefined();
  });

  it('ends', async () => {
    const text = await ring(old!).seal(ada, now);
    const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
    expect(await ring(old!).open(text, after(sessionLasts - 1))).toEqual(ada);
    expect(await ring(old!).open(text, after(sessionLasts + 1))).toBeUndefined();
  });

  it('is not to be had by changing one, nor by making one up', async () => {
    const text = await ring(old!).seal({ ...ada, role: 'viewer' }, now);
    const parts = text.split('.');
    const forged = [...parts.slice(0, 3), `${parts[3]![0] === 'A' ? 'B' : 'A'}${parts[3]!.slice(1)}`, parts[4]].join('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(ada)).toString('base64url')}.`;
    for (const wrong of [forged, unsigned, '', 'text']) expect(await ring(old!).open(wrong, now)).toBeUndefined();
  });
});
