import { describe, expect, it } from '@jest/globals';
import { Narrator } from './narrator.ts';

function narrated(isTTY: boolean, tell: (narrator: Narrator, pass: (milliseconds: number) => void) => void): string {
  let [text, now] = ['', 1_000];
  const narrator = new Narrator({ isTTY, write: (more) => void (text += more) }, () => now);
  tell(narrator, (milliseconds) => void (now += milliseconds));
  return text;
}

describe('the narrator', () => {
  it('puts the time since the beginning before each line', () => {
    const text = narrated(false, (narrator, pass) => {
      narrator.say('It begins.');
      pass(125_400);
      narrator.say('It goes on.');
    });
    expect(text).toBe('  0:00  It begins.\n  2:05  It goes on.\n');
  });

  it('quotes below the words, line by line, and leaves empty lines empty', () => {
    expect(narrated(false, (narrator) => narrator.quote('one\n\ntwo'))).toBe('        one\n\n        two\n');
  });

  it('uses neither colours nor control characters but on a terminal', () => {
    const tell = (narrator: Narrator) => {
      narrator.heading('1. A scene');
      narrator.waiting('90 are missing');
      narrator.say('done');
    };
    expect(narrated(false, tell)).toBe('\n1. A scene\n  0:00  done\n');
    expect(narrated(true, tell)).toBe('\n\u001b[1m1. A scene\u001b[0m\n\r\u001b[K  0:00  … 90 are missing\r\u001b[K  0:00  done\n');
  });

  it('says what is waited for every ten seconds where it cannot be written over', () => {
    const text = narrated(false, (narrator, pass) => {
      for (let look = 0; look < 100; look++) {
        narrator.waiting(`look ${look}`);
        pass(250);
      }
    });
    expect(text).toBe('  0:10  … look 40\n  0:20  … look 80\n');
  });

  it('cuts what is waited for to one line of a terminal', () => {
    const text = narrated(true, (narrator) => narrator.waiting('x'.repeat(300)));
    expect(text.replace('\r\u001b[K', '')).toHaveLength(100);
  });
});
