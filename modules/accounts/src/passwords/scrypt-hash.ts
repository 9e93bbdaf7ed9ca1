/** What one guess costs: `2^logN` rounds, blocks of `128 × r` bytes, `p` times over. */
export interface ScryptCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** A password's hash with all that is needed to verify it. */
export interface ScryptHash {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([\w-]{22})\$([\w-]{43})$/;

/** The hash as one line: `$scrypt$ln=17,r=8,p=1$<salt>$<key>`. */
export function formatHash({ cost: { logN, r, p }, salt, key }: ScryptHash): string {
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/**
 * Reads what {@link formatHash} wrote.
 * @throws {Error} for anything else; the message does not repeat it
 */
export function parseHash(line: string): ScryptHash {
  const [, logN, r, p, salt, key] = form.exec(line) ?? [];
  if (salt === undefined || key === undefined) {
    throw new Error('A stored password hash is not of the form $scrypt$ln=…,r=…,p=…$salt$key. Give the customer a new password.');
  }
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}
