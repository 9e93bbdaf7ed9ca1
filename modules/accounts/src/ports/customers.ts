import type { Customer, NewCustomer } from '../domain/customer.ts';

/** The customers on record. E-mails are handed over normalised. */
export interface Customers {
  /** Adds the customer, unless the e-mail is taken: then nothing changes. */
  add(customer: NewCustomer, at: Date): Promise<'added' | 'emailTaken'>;

  /** Adds those whose e-mail is new and leaves the others as they are. The ids are in the order given. */
  addMissing(customers: readonly Customer[], at: Date): Promise<readonly string[]>;

  /** Who signs in with this e-mail; `passwordHash` is null for one without a password. */
  findCredentials(email: string): Promise<{ readonly customerId: string; readonly passwordHash: string | null } | undefined>;

  /** The first of these ids that belongs to nobody. */
  firstUnknown(customerIds: readonly string[]): Promise<string | undefined>;
}
