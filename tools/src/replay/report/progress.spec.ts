import { describe, expect, it, jest } from '@jest/globals';
import { Progress, type Screen } from './progress.ts';

function drawn(isTTY: boolean, watch: (progress: Progress) => void): string {
  const written: string[] = [];
  const screen: Screen = { isTTY, write: (text) => written.push(text) };
  jest.useFakeTimers();
  try {
    const progress = new Progress(screen, 30);
    watch(progress);
    progress.stop();
  } finally {
    jest.useRealTimers();
  }
  return written.join('');
}

function halfway(progress: Progress): void {
  for (let count = 0; count < 20; count++) progress.accepted();
  for (let count = 0; count < 10; count++) progress.ended();
}

describe('progress', () => {
  it('is a bar on a terminal, drawn over the one before', () => {
    expect(drawn(true, halfway)).toBe(`\r\u001b[K${'█'.repeat(10)}${'▒'.repeat(10)}${'░'.repeat(10)} 20 of 30 accepted, 10 ended\n`);
  });

  it('is a line every five seconds elsewhere', () => {
    const text = drawn(false, (progress) => {
      halfway(progress);
      jest.advanceTimersByTime(10_000);
    });
    expect(text).toBe('20 of 30 accepted, 10 ended\n'.repeat(3));
  });

  it('gives way to what else there is to say', () => {
    expect(drawn(true, (progress) => progress.say('orders ended'))).toContain('\r\u001b[Korders ended\n');
  });
});
