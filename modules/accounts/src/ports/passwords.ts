/** Turns passwords into hashes that may be stored. */
export interface Passwords {
  hash(password: string): Promise<string>;

  /** Whether the password is the hash's. Without a hash the answer is no, and takes just as long. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}
