import type { CallContext } from '@banyan/contracts/define';

/** What is tried, by name; it has succeeded if it resolves. */
export type Attempts = Readonly<Record<string, (context: CallContext) => Promise<unknown>>>;
