import type { InboxStore } from '../inbox-store.ts';

/** An empty inbox that a test has to itself. */
export interface InboxUnderTest {
  readonly store: InboxStore;
  /** Lets time pass for the store. */
  pass(milliseconds: number): Promise<void>;
}

/** Gives a fresh inbox. */
export type MakeInbox = () => Promise<InboxUnderTest>;
