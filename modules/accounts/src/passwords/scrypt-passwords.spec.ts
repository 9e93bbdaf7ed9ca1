import { describe, expect, it } from '@jest/globals';
import { scryptPasswords } from './scrypt-passwords.ts';

const cheap = scryptPasswords({ logN: 4, r: 1, p: 1 });

describe('a password', () => {
  it('is recognised by its hash, and no other is', async () => {
    const hash = await cheap.hash('correct horse battery staple');
    expect(await cheap.verify('correct horse battery staple', hash)).toBe(true);
    expect(await cheap.verify('correct horse battery stable', hash)).toBe(false);
  });

  it('has another hash each time', async () => {
    expect(await cheap.hash('correct horse')).not.toBe(await cheap.hash('correct horse'));
  });

  it('is recognised however its letters were put together', async () => {
    expect(await cheap.verify('Zu\u0308rich', await cheap.hash('Z\u00fcrich'))).toBe(true);
  });

  it('is recognised by a hash of other cost than today', async () => {
    const hash = await scryptPasswords({ logN: 5, r: 2, p: 2 }).hash('correct horse');
    expect(hash).toMatch(/^\$scrypt\$ln=5,r=2,p=2\$/);
    expect(await cheap.verify('correct horse', hash)).toBe(true);
  });

  it('is never right without a hash', async () => {
    expect(await cheap.verify('correct horse', undefined)).toBe(false);
  });

  it('does not turn up in the complaint about a damaged hash', async () => {
    await expect(cheap.verify('correct horse', 'correct horse')).rejects.toThrow(/^A stored password hash is not of the form [^h]*\$salt\$key\./);
  });

  it('costs 2^17 rounds where nothing else is said', async () => {
    const passwords = scryptPasswords();
    const hash = await passwords.hash('correct horse');
    expect(hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/);
    expect(await passwords.verify('correct horse', hash)).toBe(true);
  });
});
