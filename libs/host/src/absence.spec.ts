import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@banyan/contracts/define';
import type { Logger } from 'pino';
import { Absence } from './absence.ts';

function scene() {
  const lines: string[] = [];
  const logger = {
    warn: (_: object, line: string) => lines.push(`warn: ${line}`),
    info: (line: string) => lines.push(`info: ${line}`),
  } as unknown as Logger;
  return { lines, absence: new Absence(logger, { away: 'It is away.', back: 'It is back.' }) };
}

const answered = () => Promise.resolve('an answer');
const away = () => Promise.reject(new Unavailable('PostgreSQL'));
const broken = () => Promise.reject(new Error('broken'));

describe('something that is asked again and again', () => {
  it('is said to be away once, and to be back once', async () => {
    const { lines, absence } = scene();
    expect(await absence.ask(answered)).toBe('an answer');
    for (let look = 0; look < 3; look++) await expect(absence.ask(away)).rejects.toThrow(Unavailable);
    expect(lines).toEqual(['warn: It is away.']);
    for (let look = 0; look < 3; look++) await absence.ask(answered);
    expect(lines).toEqual(['warn: It is away.', 'info: It is back.']);
    await expect(absence.ask(away)).rejects.toThrow(Unavailable);
    expect(lines.at(-1)).toBe('warn: It is away.');
  });

  it('is neither away nor back if it fails otherwise', async () => {
    const { lines, absence } = scene();
    await expect(absence.ask(broken)).rejects.toThrow('broken');
    await expect(absence.ask(away)).rejects.toThrow(Unavailable);
    await expect(absence.ask(broken)).rejects.toThrow('broken');
    expect(lines).toEqual(['warn: It is away.']);
  });
});
