/** Somebody with an account; the e-mail is normalised and belongs to no other customer. */
export interface Customer {
  readonly customerId: string;
  readonly email: string;
  readonly name: string;
}

/** A customer as written down; without a password (one that was imported) nobody can sign in as them. */
export interface NewCustomer extends Customer {
  readonly passwordHash?: string;
}

const idBytes = 16;

/** A new customer's id: `cus_` and 22 characters, from 128 bits of chance. */
export function newCustomerId(randomBytes: (count: number) => Buffer): string {
  return `cus_${randomBytes(idBytes).toString('base64url')}`;
}
